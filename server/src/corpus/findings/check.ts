import type { Finding, FindingPlace, KnownModel } from '../model';
import type { SourcedDocument } from '../source';

/** What checks look at. */
export interface Checked {
  readonly documents: readonly SourcedDocument[];
  readonly base?: KnownModel;
  /** Whether a terminology in use has this id. */
  readonly isKnownConcept?: (id: string) => boolean;
  /** A type with fewer mentions to learn from is rare. */
  readonly rare: number;
}

/** Looks for one kind of thing. Pauses after each document, so that the work can be cut into slices. */
export type Check = (checked: Checked) => Generator<void, Finding[]>;

/** More places than these are not read by anybody; the count says how many there are. */
export const mostPlaces = 200;

/** A finding with the first of its places; none where there is nothing. @param count of all that were found, where `places` does not hold all */
export function found(
  finding: Omit<Finding, 'places' | 'count'>,
  places: readonly FindingPlace[],
  count = places.length,
): Finding[] {
  return count === 0 ? [] : [{ ...finding, count, places: places.slice(0, mostPlaces) }];
}

/** The first of a long list, with how many there are beside them. */
export function listed(items: readonly string[], most = 12): string {
  const rest = items.length - most;
  return rest > 0 ? `${items.slice(0, most).join(', ')} and ${rest} more` : items.join(', ');
}
