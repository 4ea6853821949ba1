"use strict";
// The documents, their removals, and which of those the switches let through. Places are code points, as in Python.

const report = JSON.parse(byId("data").textContent);
const documents = report.documents;

// What the switches say: kinds and cleaners that are off, and the confidence that a finding needs.
const choice = { kinds: new Set(), cleaners: new Set(), least: 0 };

documents.forEach((doc, number) => {
  doc.number = number;
  doc.host = hostOf(doc.url);
  doc.heading = (doc.title || "").trim() || doc.name;
  for (const removal of doc.removals) removal.findings = [removal, ...(removal.also || [])];
});

function hostOf(url) {
  try {
    return new URL(url).hostname.replace(/^www\./, "");
  } catch {
    return "";
  }
}

const isOn = (finding) =>
  finding.confidence >= choice.least && !choice.kinds.has(finding.kind) && !choice.cleaners.has(finding.cleaner);

// A removal as it shows: by its own finding, or, where that is off, by the surest of the others that it swallowed.
function shownCut(removal) {
  if (isOn(removal)) return { removal, finding: removal, start: removal.start, end: removal.end };
  const others = removal.findings.slice(1).filter(isOn);
  if (!others.length) return null;
  const finding = others.reduce((best, each) => (each.confidence > best.confidence ? each : best));
  return {
    removal,
    finding,
    start: Math.max(removal.start, Math.min(...others.map((each) => each.start))),
    end: Math.min(removal.end, Math.max(...others.map((each) => each.end))),
  };
}

// The cuts of a document that show, in order.
const shownCuts = (doc) => doc.removals.map(shownCut).filter((cut) => cut && cut.end > cut.start);

// By document, its cuts that show and how many characters they take; made anew when a switch moves.
let shown = [];

function weigh() {
  shown = documents.map((doc) => {
    const cuts = shownCuts(doc);
    return { doc, cuts, gone: cuts.reduce((sum, cut) => sum + cut.end - cut.start, 0) };
  });
}

const shareGone = (each) => each.gone / Math.max(1, each.doc.length);

// A text by code points; most texts have no character that takes two units, and those are cut as they are.
function slicer(doc) {
  if (doc.text.length === doc.length) return (start, end) => doc.text.slice(start, end);
  const points = Array.from(doc.text);
  return (start, end) => points.slice(start, end).join("");
}

const lengthOf = (text) => {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
};

const byKind = (name) => report.looks[name];
const classesOf = (kind) => `${byKind(kind)[0]} ${byKind(kind)[1]}`;
