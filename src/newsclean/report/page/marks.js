"use strict";
// What a person judges: cuts that are wrong, and noise that was left over. Kept in memory until it is downloaded.

const marks = new Map(); // by document number, a map from the mark's place to the mark
let unsaved = 0;

const placeOf = (mark) => `${mark.verdict}:${mark.start}:${mark.end}`;
const marksOf = (doc) => [...(marks.get(doc.number) || new Map()).values()].sort((a, b) => a.start - b.start);
const allMarks = () => documents.reduce((sum, doc) => sum + (marks.get(doc.number) || { size: 0 }).size, 0);

const wrongMark = ({ start, end, kind, cleaner, rule, confidence }) => ({
  verdict: "wrong", start, end, kind, cleaner, rule, confidence,
});
const noiseMark = (start, end, kind) => ({ verdict: "noise", start, end, kind: kind || null });

const isMarked = (doc, mark) => Boolean(marks.get(doc.number) && marks.get(doc.number).has(placeOf(mark)));

// Set a mark, or take it back where it is set already.
function toggleMark(doc, mark) {
  if (!marks.has(doc.number)) marks.set(doc.number, new Map());
  const ofDoc = marks.get(doc.number);
  if (!ofDoc.delete(placeOf(mark))) ofDoc.set(placeOf(mark), mark);
  unsaved = allMarks();
  showDownload();
}

function showDownload() {
  const number = allMarks();
  byId("download").hidden = number === 0;
  byId("download").textContent = `Download ${counted(number, "mark")}`;
}

// A line for each marked document, with all that is needed to clean it again.
function marksAsLines() {
  return documents
    .filter((doc) => marksOf(doc).length)
    .map((doc) => {
      const removals = doc.removals.map(({ findings, ...receipt }) => receipt);
      const known = { ...doc.origin, url: doc.url, title: doc.title };
      for (const key of Object.keys(known)) if (known[key] === null) delete known[key];
      return JSON.stringify({ ...known, text: doc.text, removals, marks: marksOf(doc), newsclean: report.version });
    })
    .map((line) => line + "\n");
}

function download() {
  const url = URL.createObjectURL(new Blob(marksAsLines(), { type: "application/jsonl" }));
  const link = make("a", { href: url, download: "marks.jsonl" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
  unsaved = 0;
}

addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});
