/** The style sheet of the report. Colours differ in lightness as well as in hue; each mark has a line of its own kind below it. */
export const STYLE = `
:root { color-scheme: light dark; --page: #ffffff; --ink: #1b1f24; --faint: #57606a; --rule: #d0d7de;
  --content: #dcf3e1; --content-line: #1a7f37; --source: #d8e9fb; --source-line: #0b5cad; --cue: #fbeccb; --cue-line: #8a5a00;
  --speaker: #e6effa; --speaker-line: #4a78b0; --date: #f8dcea; --date-line: #a0306f; --note: #ececec; --note-line: #666666;
  --tag: #eadffb; --tag-line: #6f42c1; }
@media (prefers-color-scheme: dark) { :root { --page: #16191d; --ink: #e6e9ec; --faint: #9aa4ae; --rule: #3a4149;
  --content: #173a22; --content-line: #57c878; --source: #12324f; --source-line: #6cb6ff; --cue: #43320d; --cue-line: #e3b341;
  --speaker: #1b2f45; --speaker-line: #86b4e8; --date: #4a1f37; --date-line: #f092c0; --note: #33383e; --note-line: #b0b7be;
  --tag: #352457; --tag-line: #c4a5fa; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 46rem; background: var(--page); color: var(--ink);
  font: 1rem/1.6 Georgia, "Times New Roman", serif; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .75rem; padding-top: .75rem; border-top: 1px solid var(--rule); }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
.file, .titles, small { color: var(--faint); }
.file, .titles { margin: 0; font-size: .9rem; }
.legend, table, .file, .titles, small, sup { font-family: system-ui, -apple-system, "Segoe UI", sans-serif; }
.legend { position: sticky; top: 0; background: var(--page); border-bottom: 1px solid var(--rule); padding: .6rem 0; margin: 1rem 0; font-size: .85rem; }
.legend ul { display: flex; flex-wrap: wrap; gap: .3rem 1rem; list-style: none; margin: 0; padding: 0; }
.release { white-space: pre-wrap; overflow-wrap: anywhere; }
.mark { border-bottom: 2px solid transparent; padding-bottom: 1px; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
.speaker { background: var(--speaker); border-bottom: 1px solid var(--speaker-line); }
.content { background: var(--content); border-bottom: 2px solid var(--content-line); }
.source { background: var(--source); border-bottom: 2px double var(--source-line); }
.cue { background: var(--cue); border-bottom: 2px dashed var(--cue-line); }
.date { background: var(--date); border-bottom: 2px dotted var(--date-line); }
.note { background: var(--note); border-bottom: 2px solid var(--note-line); }
.tag { background: var(--tag); border-bottom: 2px solid var(--tag-line); }
.own { border-bottom-width: 4px; }
.legend .own { border-bottom-color: var(--ink); }
a { color: var(--source-line); }
sup a { text-decoration: none; }
article ul { margin: .25rem 0 0; padding-left: 1.25rem; }
li { margin: .3rem 0; overflow-wrap: anywhere; }
li:target { outline: 2px solid var(--source-line); outline-offset: 2px; }
table { border-collapse: collapse; font-size: .9rem; width: 100%; }
th, td { text-align: start; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--rule); vertical-align: top; }
@media print { :root { --page: #ffffff; --ink: #000000; --faint: #444444; }
  body { max-width: none; padding: 0; font-size: 10.5pt; } .legend { position: static; }
  h2, h3 { break-after: avoid; } li, tr, article { break-inside: avoid; }
  .mark { -webkit-print-color-adjust: exact; print-color-adjust: exact; } }
@media (forced-colors: active) { .mark { border-bottom-color: CanvasText; } }
`;
