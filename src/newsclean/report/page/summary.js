"use strict";
// The summary of all documents, as the switches leave it.

const BINS = 20; // stretches that a text is divided into, for where cuts stand
const MOST = 12; // hosts and lines that are listed

function showSummary() {
  const cuts = shown.flatMap((each) => each.cuts.map((cut) => ({ ...cut, doc: each.doc })));
  byId("summary").replaceChildren(
    make("h2", { id: "summary-heading" }, "Summary"),
    ...(cuts.length
      ? [kindBars(cuts), placeColumns(cuts), hostBars(), frequentLines(cuts)].filter(Boolean)
      : [make("p", {}, "Nothing went from these texts.")]),
  );
}

function summed(items, nameOf, valueOf) {
  const sums = new Map();
  for (const item of items) sums.set(nameOf(item), (sums.get(nameOf(item)) || 0) + valueOf(item));
  return [...sums].sort((a, b) => b[1] - a[1]);
}

const lengthOfCut = (cut) => cut.end - cut.start;
const kindOf = (cut) => cut.finding.kind;

function kindBars(cuts) {
  const total = cuts.reduce((sum, cut) => sum + lengthOfCut(cut), 0);
  const times = new Map(summed(cuts, kindOf, () => 1));
  return bars("What went, by kind", summed(cuts, kindOf, lengthOfCut).map(([name, value]) => ({
    name, value, classes: classesOf(name), notes: [percent(value / total), counted(times.get(name), "cut")],
  })));
}

// Where cuts stand: the characters of each kind in every twentieth of their texts.
function placeColumns(cuts) {
  const there = new Set(cuts.map(kindOf));
  const kinds = Object.keys(report.looks).filter((kind) => there.has(kind)); // families side by side
  const bins = Array.from({ length: BINS }, () => new Map());
  for (const cut of cuts) {
    const wide = cut.doc.length / BINS;
    for (let bin = Math.floor(cut.start / wide); bin < BINS && bin * wide < cut.end; bin += 1) {
      const inside = Math.min(cut.end, (bin + 1) * wide) - Math.max(cut.start, bin * wide);
      bins[bin].set(kindOf(cut), (bins[bin].get(kindOf(cut)) || 0) + inside);
    }
  }
  const sums = bins.map((bin) => [...bin.values()].reduce((sum, value) => sum + value, 0));
  const total = sums.reduce((sum, value) => sum + value, 0);
  const part = (from, to) => percent(sums.slice(from, to).reduce((sum, value) => sum + value, 0) / total, 0);
  const told = `In the first tenth of the texts stands ${part(0, 2)} of what went, in the last tenth ${part(BINS - 2, BINS)}.`;
  const entries = bins.map((bin) => ({ parts: kinds.map((kind) => ({ value: bin.get(kind) || 0, classes: classesOf(kind) })) }));
  return columns("What went, by place in the text", entries, told);
}

function hostBars() {
  const hosts = new Map();
  for (const { doc, gone } of shown) {
    if (!doc.host) continue;
    const host = hosts.get(doc.host) || { gone: 0, length: 0, texts: 0 };
    hosts.set(doc.host, { gone: host.gone + gone, length: host.length + doc.length, texts: host.texts + 1 });
  }
  if (!hosts.size) return null;
  const rows = [...hosts].map(([name, { gone, length, texts }]) => ({
    name, value: gone / Math.max(1, length), notes: [percent(gone / Math.max(1, length)), counted(texts, "text")],
  }));
  rows.sort((a, b) => b.value - a.value || (a.name < b.name ? -1 : 1));
  const more = rows.length > MOST ? `, the first ${MOST} of ${whole(rows.length)}` : "";
  return bars(`Share that went, by host${more}`, rows.slice(0, MOST));
}

function frequentLines(cuts) {
  const found = new Map();
  for (const cut of cuts) {
    const slice = (cut.doc.slice ||= slicer(cut.doc));
    for (const line of slice(cut.start, cut.end).split("\n").map((each) => each.trim()).filter(Boolean)) {
      const known = found.get(line) || { times: 0, kind: kindOf(cut) };
      known.times += 1;
      found.set(line, known);
    }
  }
  const most = [...found].sort((a, b) => b[1].times - a[1].times || b[0].length - a[0].length).slice(0, MOST);
  const rows = most.map(([line, { times, kind }]) => {
    const short = line.length > 120 ? `${line.slice(0, 120)}…` : line;
    const button = make("button", { type: "button", class: "link", title: "Search for it" }, bidi(short));
    button.addEventListener("click", () => {
      byId("search").value = line.slice(0, 120);
      showList();
      byId("search").focus();
      document.body.dataset.view = "list";
    });
    return make("tr", { class: classesOf(kind) }, make("td", { class: "number" }, `${whole(times)} ×`),
      make("th", { scope: "row" }, button), make("td", {}, make("span", { class: "swatch" }), kind));
  });
  return make("table", { class: "frequent" }, make("caption", {}, "The lines that went most often"), make("tbody", {}, ...rows));
}
