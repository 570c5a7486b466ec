/** Shorter rests name nothing in particular. */
const shortestRest = 4;
/** Wordings of more words are sentences; the many ways of shortening them would take long. */
const mostWords = 12;

/**
 * A wording with words left out, those with the most words left first: the first words ("spring allergic rhinitis" → "allergic rhinitis"), one
 * from its middle, the last ("tic-like symptoms" → "tic").
 */
export function* shortened(wording: string): Generator<string> {
  const words = wording.split(/[\s-]+/);
  if (words.length > mostWords) return;
  for (let left = words.length - 1; left >= 1; left--) {
    const rests = [words.slice(-left)];
    if (left === words.length - 1)
      for (let gone = 1; gone < left; gone++) rests.push(words.filter((_, i) => i !== gone));
    rests.push(words.slice(0, left));
    for (const rest of rests.map((each) => each.join(' '))) if (rest.length >= shortestRest) yield rest;
  }
}
