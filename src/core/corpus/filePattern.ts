/** A pattern as a regular expression over "/": `*` and `?` within a name, `**` over folders, `{a,b}`, `[abc]`. */
export function patternToRegExp(pattern: string): RegExp {
  let source = '';
  let braces = 0;
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern[at]!;
    if (pattern.startsWith('**/', at)) {
      source += '(?:[^/]+/)*';
      at += 2;
    } else if (pattern.startsWith('**', at)) {
      source += '.*';
      at += 1;
    } else if (sign === '*') source += '[^/]*';
    else if (sign === '?') source += '[^/]';
    else if (sign === '[' && pattern.includes(']', at + 2)) {
      const end = pattern.indexOf(']', at + 2);
      source += `[${pattern
        .slice(at + 1, end)
        .replace(/^!/, '^')
        .replace(/\\/g, '\\\\')}]`;
      at = end;
    } else if (sign === '{' && pattern.includes('}', at)) {
      source += '(?:';
      braces++;
    } else if (sign === '}' && braces > 0) {
      source += ')';
      braces--;
    } else if (sign === ',' && braces > 0) source += '|';
    else source += sign.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  }
  return new RegExp(`^${source}$`, 'u');
}
