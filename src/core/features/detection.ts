/** Tells a press release from other plain text by what such texts have in common, looking at the first and last few thousand characters. */

const HEAD = 6000;
const TAIL = 3000;

/** Each sign with how much it says. A notice or an end mark alone is enough; softer signs must come together. */
const SIGNS: readonly { readonly pattern: RegExp; readonly weight: number }[] = [
  { pattern: /^[ \t]*(?:FOR IMMEDIATE RELEASE|(?:PRESS|NEWS|MEDIA) (?:RELEASE|ADVISORY|STATEMENT))\b/im, weight: 3 },
  { pattern: /^[ \t]*(?:STRICTLY )?EMBARGO(?:ED)?\b/im, weight: 3 },
  { pattern: /^[ \t]*(?:#{3}|# # #|-[ ]?30[ ]?-|-?[ ]?ENDS[ ]?-?)[ \t]*$/m, weight: 2 },
  {
    pattern: /^[ \t]*(?:Media|Press|News|Investor)(?: Relations)? (?:Contacts?|Enquir(?:y|ies)|Inquir(?:y|ies)|Office)\b/im,
    weight: 2,
  },
  { pattern: /^[ \t]*(?:Notes to editors?|Forward[- ]looking statements)\b/im, weight: 2 },
  { pattern: /^[ \t]*About [A-Z][^\n.]{1,60}$/m, weight: 1 },
  // A dateline: "LONDON, 3 March 2021 –", "PALO ALTO, Calif. (Business Wire) --".
  { pattern: /^[ \t]*[A-Z][A-Z .'’-]{2,30}(?:, [A-Z][\w.]{1,15}){0,2}[^\n–—]{0,40}(?:–|—| --? |\/ ?PRNewswire)/m, weight: 2 },
  { pattern: /\b(?:PRNewswire|Business Wire|GLOBE NEWSWIRE|EurekAlert)\b/i, weight: 2 },
  // Somebody of a name speaks.
  { pattern: /\b[A-Z][\p{L}'’-]+ (?:said|says|stated|announced|added|noted|commented)\b/u, weight: 1 },
  { pattern: /["”’] (?:said|says) [A-Z]/, weight: 1 },
  { pattern: /\b(?:announced today|today announced|said in a (?:statement|message))\b/i, weight: 1 },
  { pattern: /^[^\n]{2,40} (?:>|›|»|\/) (?:News|Press|Media|Newsroom)\b/im, weight: 2 },
  { pattern: /\b(?:Spokesperson|Prime Minister|President|Chairman|Minister|Chief Executive|CEO)\b/, weight: 1 },
];

/** Below this many points it is left alone: one strong sign, or several soft ones. */
const THRESHOLD = 3;
const SHORTEST = 200;

/** Whether a text looks like a press release. */
export function looksLikeRelease(text: string): boolean {
  if (text.length < SHORTEST || text.slice(0, HEAD).includes('\0')) return false;
  const sample = text.length > HEAD + TAIL ? `${text.slice(0, HEAD)}\n${text.slice(-TAIL)}` : text;
  let points = 0;
  for (const { pattern, weight } of SIGNS) {
    if (pattern.test(sample)) points += weight;
    if (points >= THRESHOLD) return true;
  }
  return false;
}
