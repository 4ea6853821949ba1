"use strict";
// The keyboard: one key each, where nothing is being typed.

const KEYS = {
  n: () => stepCut(1),
  p: () => stepCut(-1),
  "]": () => go(current ? current.number + 1 : 0),
  "[": () => go(current ? current.number - 1 : documents.length - 1),
  j: () => stepLine(1),
  k: () => stepLine(-1),
  m: () => judge(subject || document.activeElement),
  s: () => (location.hash = "#/summary"),
  "/": () => {
    document.body.dataset.view = "list";
    byId("search").focus();
  },
  "?": () => byId("keys").showModal(),
};

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && !receipt.hidden) {
    const from = receipt.contains(document.activeElement) ? subject : null;
    hideReceipt();
    if (from) from.focus();
    return;
  }
  if (event.target.closest("input:not([type=checkbox]), select, dialog")) return;
  if ((event.key === "Enter" || event.key === " ") && event.target.closest(".cut, .noise, .line")) {
    event.preventDefault();
    showReceipt(event.target, true);
    receipt.querySelector("button").focus();
  } else if (KEYS[event.key]) {
    event.preventDefault();
    KEYS[event.key]();
  }
});

// To the next or previous cut; after the last one of a text, on into the next text that has one.
function stepCut(direction) {
  const cuts = [...byId("text").querySelectorAll(".cut")];
  const next = current && neighbour(cuts, direction);
  if (next) return reach(next);
  const from = current ? listed.findIndex((each) => each.doc === current) : direction > 0 ? -1 : listed.length;
  for (let at = from + direction; at >= 0 && at < listed.length; at += direction) {
    const { doc } = listed[at];
    if (!shown[doc.number].cuts.some((cut) => slicer(doc)(cut.start, cut.end).trim())) continue;
    go(doc.number);
    const there = byId("text").querySelectorAll(".cut");
    return reach(there[direction > 0 ? 0 : there.length - 1]);
  }
}

function stepLine(direction) {
  const next = current && neighbour([...byId("text").querySelectorAll(".line, .noise")], direction);
  if (next) reach(next);
}

// The first element after the one that has the focus, or the last before it; in a text without focus, the outermost.
function neighbour(elements, direction) {
  const from = receipt.contains(document.activeElement) ? subject : document.activeElement;
  if (!from || !byId("text").contains(from)) return elements[direction > 0 ? 0 : elements.length - 1];
  const wanted = direction > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  const beyond = elements.filter((each) => from.compareDocumentPosition(each) & wanted);
  return beyond[direction > 0 ? 0 : beyond.length - 1];
}

function reach(element) {
  hideReceipt();
  element.scrollIntoView({ block: "center" });
  element.focus({ preventScroll: true });
}
