"use strict";
// The receipt of a cut, beside it: on hover and focus for a glance, held open by a click, a tap or Enter.

const receipt = byId("receipt");
let subject = null; // the element that the receipt is about
let isHeld = false;
let leaving = 0;

const usedKind = { name: "" }; // the kind that was chosen last for noise

function showReceipt(element, isToStay) {
  clearTimeout(leaving);
  if (subject === element && isHeld && !isToStay) return;
  subject = element;
  isHeld = isToStay;
  const isCut = element.cut && !(isToStay && selectedSpan());
  receipt.replaceChildren(...(isCut ? ofCut(element.cut) : ofKept(element)));
  receipt.hidden = false;
  position(element);
}

function hideReceipt() {
  clearTimeout(leaving);
  receipt.hidden = true;
  subject = null;
  isHeld = false;
}

// Hover ends a moment later, so that the pointer can move onto the receipt.
function leaveReceipt() {
  clearTimeout(leaving);
  if (!isHeld) leaving = setTimeout(hideReceipt, 250);
}

function position(element) {
  const place = byId("main").getBoundingClientRect();
  const rectangles = element.getClientRects();
  const last = rectangles[rectangles.length - 1];
  const isBelow = last.bottom + receipt.offsetHeight + 16 < innerHeight || rectangles[0].top < receipt.offsetHeight + 80;
  const top = isBelow ? last.bottom + 8 : rectangles[0].top - receipt.offsetHeight - 8;
  const left = Math.min(Math.max(last.left, place.left + 8), place.right - receipt.offsetWidth - 8);
  receipt.style.setProperty("--top", `${top - place.top}px`);
  receipt.style.setProperty("--left", `${Math.max(0, left - place.left)}px`);
}

function ofCut(cut) {
  const { finding, removal } = cut;
  const others = removal.findings.filter((each) => each !== finding);
  const isWrong = isMarked(current, wrongMark(removal));
  return [
    make("p", { class: `what ${classesOf(finding.kind)}` }, make("span", { class: "swatch" }), make("strong", {}, finding.kind)),
    make(
      "dl", {},
      pair("cleaner", finding.cleaner),
      pair("rule", finding.rule),
      pair("confidence", finding.confidence.toFixed(2), bar(finding.confidence)),
      pair("takes", `${counted(removal.end - removal.start, "character")}, ${whole(removal.start)} to ${whole(removal.end)}`),
    ),
    others.length
      ? make("div", { class: "also" }, make("p", {}, "found as well"), make("ul", {}, ...others.map((each) =>
        make("li", {}, `${each.kind} by ${each.cleaner}: ${visible(each.rule)}, ${each.confidence.toFixed(2)}`))))
      : null,
    action(isWrong ? "Take the mark back" : "Mark as wrong", () => mark(wrongMark(removal))),
  ].filter(Boolean);
}

function ofKept(element) {
  if (element.mark && !selectedSpan()) {
    return [make("p", { class: "what" }, "Marked as noise"), action("Take the mark back", () => mark(element.mark))];
  }
  const kinds = make("select", { "aria-label": "Kind of the noise" }, make("option", { value: "" }, "some kind"));
  kinds.append(...Object.keys(report.looks).map((kind) => make("option", { value: kind }, kind)));
  kinds.value = usedKind.name;
  kinds.addEventListener("change", () => (usedKind.name = kinds.value));
  return [
    make("p", { class: "what" }, selectedSpan() ? "Selected" : "This line stayed"),
    kinds,
    action("Mark as noise", () => judge(subject)),
  ];
}

function pair(name, value, ...more) {
  return make("div", {}, make("dt", {}, name), make("dd", {}, bidi(value), ...more));
}

function bar(share) {
  const width = Math.round(100 * share);
  return drawn("svg", { class: "bar", viewBox: "0 0 100 6", "aria-hidden": "true", preserveAspectRatio: "none" },
    drawn("rect", { width: 100, height: 6, class: "ground" }), drawn("rect", { width, height: 6 }));
}

function action(name, work) {
  const button = make("button", { type: "button" }, name, " ", make("kbd", { "aria-hidden": "true" }, "m"));
  button.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
  button.addEventListener("click", work);
  return button;
}

// Mark what an element shows, or the selection; again takes the mark back.
function judge(element) {
  const selected = selectedSpan();
  const span = spans.find((each) => each.element === element);
  if (selected) mark(noiseMark(selected.start, selected.end, usedKind.name));
  else if (span && element.cut) mark(wrongMark(element.cut.removal));
  else if (span && element.mark) mark(element.mark);
  else if (span) {
    const { start, end } = trimmed(span);
    mark(noiseMark(start, end, usedKind.name));
  }
}

// Set a mark or take it back, and leave the focus where it stands in the text.
function mark(judgement) {
  toggleMark(current, judgement);
  getSelection().removeAllRanges();
  hideReceipt();
  showText(current);
  showRow(current);
  const there = spans.find(({ end, element }) => end > judgement.start && element.hasAttribute("tabindex"));
  if (there) there.element.focus({ preventScroll: true });
}

// A selection offers to be marked, by whatever it was made.
function offerSelection() {
  const selected = selectedSpan();
  if (selected) showReceipt(spans.find(({ end }) => end > selected.start).element, true);
}

function trimmed({ start, end }) {
  const text = slicer(current)(start, end);
  return { start: start + lengthOf(text) - lengthOf(text.trimStart()), end: end - lengthOf(text) + lengthOf(text.trimEnd()) };
}
