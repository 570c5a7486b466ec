/**
 * The licence that a card's YAML names: `license: mit`, a list, or `other` with `license_name`.
 * @see https://huggingface.co/docs/hub/model-cards#model-card-metadata
 */
export function licenceOfCard(card: string): string | undefined {
  const [, yaml] = /^---\r?\n([\s\S]*?)\r?\n---/.exec(card) ?? [];
  if (yaml === undefined) return undefined;
  const scalar = (key: string) => unquoted(new RegExp(`^${key}:[ \\t]*(\\S.*)$`, 'm').exec(yaml)?.[1]);
  const [, list] = /^license:[ \t]*\r?\n((?:[ \t]*- .+\r?\n?)+)/m.exec(yaml) ?? [];
  const named =
    scalar('license') ??
    list
      ?.match(/(?<=- ).+/g)
      ?.map((each) => unquoted(each))
      .join(', ');
  return named === 'other' ? (scalar('license_name') ?? named) : named;
}

const unquoted = (value: string | undefined): string | undefined =>
  value
    ?.trim()
    .replace(/^(["'])(.*)\1$/, '$2')
    .slice(0, 200);
