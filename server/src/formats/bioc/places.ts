import type { Span } from '../../text/span';
import type { BioCPlace } from './model';

// Classes, so that they are told from whatever properties a file has.

/** Where an annotation or a relation stands. */
export class PlacedPart implements BioCPlace {
  readonly kind!: BioCPlace['kind'];
  readonly span!: Span;
  readonly id?: BioCPlace['id'];
  readonly infons: BioCPlace['infons'] = [];
  readonly locations: BioCPlace['locations'] = [];
  readonly nodes: BioCPlace['nodes'] = [];

  constructor(place: BioCPlace) {
    Object.assign(this, place);
  }
}

/** Where a text stands. */
export class PlacedText implements Span {
  constructor(
    readonly start: number,
    readonly end: number,
  ) {}
}
