// The words as they lie under the text area: same text, transparent, with backgrounds.

const FULL = 0.25, STRONGEST = 0.7;  // FULL: the change of the strongest colour
const NUMBERS = 4;  // of each token: start, end, its place in the order of reading or -1, known

function shade(change) {
  if (change === null || Math.abs(change) < 0.005) return "";
  return `rgba(${rgb(change > 0 ? COLORS.positive : COLORS.negative).join(", ")}, ${(Math.min(Math.abs(change) / FULL, 1) * STRONGEST).toFixed(3)})`;
}

// Places in the text `from` → those in `to`, which differs from it at one place; null for a token that was changed.
function moved(from, to) {
  if (from === to) return (start, end) => [start, end];
  const shorter = Math.min(from.length, to.length);
  let before = 0, after = 0;
  while (before < shorter && from[before] === to[before]) before++;
  while (after < shorter - before && from[from.length - 1 - after] === to[to.length - 1 - after]) after++;
  const by = to.length - from.length;
  return (start, end) => {
    if (end <= before) return [start, end];
    return start >= from.length - after ? [start + by, end + by] : null;
  };
}

// Fills `layer` with `text`, marked by what `run` made of `read`.  place, of: this layer is one of several.
// Token → its span.
function mark(layer, text, read, run, place, of) {
  const spans = new Map(), where = moved(read, text), { tokens } = run;
  layer.slots ??= [];  // text between words, and a word, in turns; kept, see `say`
  let done = 0, used = 0;
  const add = (start, end, name, color, token) => {
    const slot = (layer.slots[used++] ??= slotIn(layer));
    write(slot.between, text.slice(done, start));
    write(slot.word, text.slice(start, end));
    done = end;
    fit(slot.span, name, color && of > 1 ? `linear-gradient(${color}, ${color}) 0 ${100 * place}% / 100% 50% no-repeat` : color, token);
    spans.set(token, slot.span);
  };
  for (let i = 0; i < tokens.length; i += NUMBERS) {
    const at = where(tokens[i], tokens[i + 1]), order = tokens[i + 2];
    if (order < 0) {  // all words in a row that were not read, together
      while (tokens[i + NUMBERS + 2] < 0) i += NUMBERS;
      const end = at && where(tokens[i], tokens[i + 1]);
      if (end) add(at[0], end[1], "cut", "", null);
    } else if (at) {
      add(...at, tokens[i + 3] ? "" : "unknown", shade(run.changes[order]), i / NUMBERS);
    }
  }
  rest(layer, text.slice(done), used);
  return spans;
}

function slotIn(layer) {
  const slot = { between: new Text(), word: new Text(), span: element("span") };
  slot.span.append(slot.word);
  layer.append(slot.between, slot.span);
  return slot;
}

function write(node, text) {
  if (node.nodeValue !== text) node.nodeValue = text;
}

function fit(span, name, background, token) {
  if (span.className !== name) span.className = name;
  if (span.marked !== background) span.style.background = span.marked = background;
  if (token === null) delete span.dataset.token;
  else span.dataset.token = token;
}

// The text behind the last word, and a line break: a line that is still empty has its height too.
function rest(layer, text, used) {
  layer.slots ??= [];
  layer.slots[used] ??= slotIn(layer);
  layer.slots.slice(used).forEach((slot, place) => {
    write(slot.between, place ? "" : `${text}\n`);
    write(slot.word, "");
    fit(slot.span, "", "", null);
  });
}

// What the colours mean.
function key(runs) {
  const run = runs.find((one) => !one.error), made = [];
  if (!run) return made;
  const stops = [-1, -0.5, 0, 0.5, 1].map((share) => shade(share * FULL) || "transparent"), strip = element("span", { className: "strip" });
  strip.style.background = `linear-gradient(90deg, ${stops.join(",")})`;
  const from = run.away ? `towards ${run.away}` : `less ${run.watched}`, to = run.away ? `towards ${run.watched}` : `more ${run.watched}`;
  made.push(element("span", { className: "scale", title: `From −${FULL} to +${FULL}, and beyond` }, from, strip, to));
  made.push(element("span", { className: "unknown", textContent: "not in the vocabulary" }));
  made.push(element("span", { className: "cut", textContent: "not read" }));
  if (runs.length > 1) made.push(`Upper half: ${runs[0].title}, lower half: ${runs[1].title}`);
  return made;
}
