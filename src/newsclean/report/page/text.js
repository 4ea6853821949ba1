"use strict";
// One document: its text with the cuts in place.

let current = null; // the document that is shown
let spans = []; // its stretches in order: { start, end, element }, so that places and elements lead to each other

function showText(doc) {
  current = doc;
  const { cuts, gone } = shown[doc.number];
  byId("text").replaceChildren(
    heading(doc, cuts, gone),
    ...doc.warnings.map((warning) => make("p", { class: "warning" }, warning)),
    steps(doc),
    body(doc, cuts),
    receiptsForPrint(doc, cuts),
  );
  highlight();
}

function heading(doc, cuts, gone) {
  const about = make("p", { class: "about" });
  if (doc.heading !== doc.name) about.append(bidi(doc.name), " · ");
  if (doc.url) about.append(addressOf(doc), " · ");
  about.append(`${counted(cuts.length, "cut")}, ${whole(gone)} of ${counted(doc.length, "character")}`);
  about.append(` (${percent(gone / Math.max(1, doc.length))})`);
  return make(
    "header", {},
    make("h2", { id: "text-heading" }, bidi(doc.heading)),
    about,
  );
}

function steps(doc) {
  return make(
    "p", { class: "steps" },
    step("Previous text", "‹ text", "[", () => go(doc.number - 1), doc.number === 0),
    step("Next text", "text ›", "]", () => go(doc.number + 1), doc.number === documents.length - 1),
    step("Previous cut", "‹ cut", "p", () => stepCut(-1)),
    step("Next cut", "cut ›", "n", () => stepCut(1)),
  );
}

function step(name, short, key, work, isOff = false) {
  const button = make("button", { type: "button", disabled: isOff, "aria-label": name, title: name }, short, " ", make("kbd", {}, key));
  button.addEventListener("click", work);
  return button;
}

// Only addresses of the web become links: whatever else stands there is shown.
function addressOf(doc) {
  const isWeb = /^https?:\/\//i.test(doc.url) && doc.host;
  return isWeb ? make("a", { href: doc.url, rel: "noreferrer noopener", target: "_blank" }, bidi(doc.url)) : bidi(doc.url);
}

function body(doc, cuts) {
  const slice = slicer(doc);
  const noise = marksOf(doc).filter((mark) => mark.verdict === "noise");
  const box = make("div", { class: "body" });
  spans = [];
  let position = 0;
  for (const cut of cuts) {
    kept(box, slice, position, cut.start, noise);
    cutOut(box, slice, doc, cut);
    position = cut.end;
  }
  kept(box, slice, position, doc.length, noise);
  return box;
}

function put(box, element, start, end) {
  spans.push({ start, end, element });
  box.append(element);
}

// What stays, line by line, so that a line can be reached and marked; marked stretches stand out.
function kept(box, slice, start, end, noise) {
  let position = start;
  for (const mark of noise) {
    const [from, to] = [Math.max(position, mark.start), Math.min(end, mark.end)];
    if (from >= to) continue;
    lines(box, slice(position, from), position);
    const element = make(
      "span", { class: "noise", tabindex: "0", role: "button", "aria-pressed": "true" },
      label(`noise${mark.kind ? `: ${mark.kind}` : ""}`), make("span", {}, visible(slice(from, to))),
    );
    element.mark = mark;
    put(box, element, from, to);
    position = to;
  }
  lines(box, slice(position, end), position);
}

function lines(box, text, start) {
  let position = start;
  for (const piece of text.split(/(\s*\n\s*)/)) {
    const length = lengthOf(piece);
    if (!length) continue;
    const isBlank = !piece.trim();
    put(box, make("span", isBlank ? {} : { class: "line", tabindex: "-1" }, visible(piece)), position, position + length);
    position += length;
  }
}

// A cut shows its noise between the white space that went with it.
function cutOut(box, slice, doc, cut) {
  const [, before, noise, after] = slice(cut.start, cut.end).match(/^(\s*)([^]*?)(\s*)$/);
  const [from, to] = [cut.start + lengthOf(before), cut.end - lengthOf(after)];
  if (before) put(box, make("span", {}, before), cut.start, from);
  if (noise) {
    const isWrong = isMarked(doc, wrongMark(cut.removal));
    const { kind, cleaner, rule, confidence } = cut.finding;
    const element = make(
      "span",
      {
        class: `cut ${classesOf(kind)}${isWrong ? " wrong" : ""}`, tabindex: "0", role: "button",
        "aria-description": `removed by ${cleaner}, rule ${visible(rule)}, confidence ${confidence}`,
      },
      label(isWrong ? `${kind}, marked wrong` : kind), make("span", {}, visible(noise)),
    );
    element.cut = cut;
    put(box, element, from, to);
  }
  if (after) put(box, make("span", {}, after), to, cut.end);
}

const label = (text) => make("span", { class: "label" }, text, make("span", { class: "unseen" }, ": "));

function receiptsForPrint(doc, cuts) {
  const slice = slicer(doc);
  const rows = cuts.map(({ start, end, finding }) =>
    make(
      "tr", {},
      ...[finding.kind, finding.cleaner, visible(finding.rule), finding.confidence, `${start}–${end}`].map((cell) =>
        make("td", {}, String(cell))),
      make("td", {}, bidi(slice(start, Math.min(end, start + 80)).trim())),
    ));
  const names = ["Kind", "Cleaner", "Rule", "Confidence", "Characters", "Begins"];
  return make(
    "table", { class: "for-print" },
    make("thead", {}, make("tr", {}, ...names.map((name) => make("th", { scope: "col" }, name)))),
    make("tbody", {}, ...rows),
  );
}

// The stretch of the text that is selected, without the white space around it; null where there is none, or where it
// is a part of a cut, which is gone already.
function selectedSpan() {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount || !current) return null;
  const range = selection.getRangeAt(0);
  const chosen = spans.filter(({ element }) => range.intersectsNode(element));
  if (!chosen.length || (chosen.length === 1 && chosen[0].element.cut)) return null;
  const edge = (span, node, offset, whenOutside) => {
    const inner = span.element.lastChild.nodeType === Node.TEXT_NODE ? span.element.lastChild : span.element.lastChild.firstChild;
    return node === inner ? span.start + lengthOf(inner.data.slice(0, offset)) : whenOutside;
  };
  const [first, last] = [chosen[0], chosen[chosen.length - 1]];
  const start = edge(first, range.startContainer, range.startOffset, first.start);
  const end = edge(last, range.endContainer, range.endOffset, last.end);
  const text = slicer(current)(start, end);
  const trimmed = text.trim();
  if (!trimmed) return null;
  const from = start + lengthOf(text) - lengthOf(text.trimStart());
  return { start: from, end: from + lengthOf(trimmed) };
}
