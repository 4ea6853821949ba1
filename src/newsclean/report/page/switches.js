"use strict";
// Switches by kind and cleaner, and the confidence that a finding needs. Whatever moves redraws at once.

function makeSwitches() {
  switchesFor("kinds", "kind", choice.kinds, (name) => make("span", { class: `swatch ${classesOf(name)}` }));
  switchesFor("cleaners", "cleaner", choice.cleaners, () => null);
  byId("least").addEventListener("input", () => {
    choice.least = Number(byId("least").value);
    redraw();
  });
  byId("all").addEventListener("click", () => {
    choice.kinds.clear();
    choice.cleaners.clear();
    choice.least = 0;
    byId("least").value = "0";
    for (const box of document.querySelectorAll("#switches input[type=checkbox]")) box.checked = true;
    redraw();
  });
}

// A box for each name that a finding of this run has, the most frequent first.
function switchesFor(id, part, off, swatch) {
  const counts = new Map();
  for (const removal of documents.flatMap((doc) => doc.removals)) {
    for (const name of new Set(removal.findings.map((each) => each[part]))) counts.set(name, (counts.get(name) || 0) + 1);
  }
  const names = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || (a < b ? -1 : 1));
  byId(id).hidden = names.length === 0;
  for (const name of names) {
    const box = make("input", { type: "checkbox", checked: true });
    box.addEventListener("change", () => {
      off[box.checked ? "delete" : "add"](name);
      redraw();
    });
    byId(id).append(make("label", {}, box, swatch(name), make("span", {}, name), make("span", { class: "count" }, whole(counts.get(name)))));
  }
}

function redraw() {
  weigh();
  byId("least-shown").textContent = choice.least.toFixed(2);
  const gone = shown.reduce((sum, each) => sum + each.gone, 0);
  const there = documents.reduce((sum, doc) => sum + doc.length, 0);
  const cuts = shown.reduce((sum, each) => sum + each.cuts.length, 0);
  byId("totals").textContent =
    `${counted(cuts, "cut")} in ${counted(documents.length, "text")}: ` +
    `${whole(gone)} of ${counted(there, "character")} (${percent(gone / Math.max(1, there))})`;
  for (const doc of documents) showRow(doc);
  if (byId("order").value === "share") showList();
  hideReceipt();
  if (!byId("summary").hidden) showSummary();
  if (current) showText(current);
}
