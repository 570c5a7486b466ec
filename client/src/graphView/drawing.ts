import cytoscape, {
  type Core,
  type EdgeSingular,
  type ElementDefinition,
  type NodeSingular,
} from 'cytoscape';
import { relationName } from '../../../server/src/protocol/vocabulary';
import { drawingStyle, widestLabel } from './drawingStyle';
import type { Shown } from './filter';
import type { IndexedConcept, IndexedGraph } from './graphIndex';
import { sureness } from './graphIndex';
import { arrange } from './layout';
import { type Direction, neighbourTowards, type Point } from './neighbour';
import type { Scene, SceneNode } from './svg';
import { currentTheme, shapes } from './theme';

/** What is selected: a concept by its id, or a relation by its place in the graph's list. */
export interface Selected {
  readonly concept?: string;
  readonly relation?: number;
}

export interface Viewport {
  readonly zoom: number;
  readonly pan: Point;
}

/** A few concepts need not fill the whole window. */
const mostFittedZoom = 1.3;

/** About as wide as one letter of a name is, in units of the picture. */
const letterWidth = 6;

/** With more relations than this, those between the same two concepts lie on one line: curves cost too much. */
const mostCurves = 1500;

/** The picture of a graph: a canvas that is panned, zoomed and clicked. */
export class GraphDrawing {
  readonly #cy: Core;
  #positions = new Map<string, Point>();
  #arranging?: AbortController;

  constructor(container: HTMLElement, selected: (selected: Selected) => void, moved: () => void) {
    this.#cy = cytoscape({
      container,
      style: drawingStyle(currentTheme()),
      // Places come from our own layout.
      layout: { name: 'preset' },
      minZoom: 0.03,
      maxZoom: 4,
      boxSelectionEnabled: false,
      autounselectify: true,
      // While a large graph is moved, a picture of it is moved.
      textureOnViewport: true,
    });
    this.#cy.on('tap', 'node', ({ target }) => selected({ concept: (target as NodeSingular).id() }));
    this.#cy.on('tap', 'edge', ({ target }) =>
      selected({ relation: (target as EdgeSingular).data('place') }),
    );
    this.#cy.on('tap', ({ target }) => target === this.#cy && selected({}));
    this.#cy.on('dragfree', 'node', ({ target }) => {
      this.#positions.set(target.id(), { ...target.position() });
      moved();
    });
    this.#cy.on('viewport', moved);
  }

  get positions(): ReadonlyMap<string, Point> {
    return this.#positions;
  }

  get viewport(): Viewport {
    return { zoom: this.#cy.zoom(), pan: { ...this.#cy.pan() } };
  }

  /**
   * Draws concepts and relations; those that were there stay where they are.
   * @param known places from before, for concepts that have none yet
   * @returns once everything has its place; false where another call came between
   */
  async show(index: IndexedGraph, shown: Shown, known?: ReadonlyMap<string, Point>): Promise<boolean> {
    this.#arranging?.abort();
    const arranging = new AbortController();
    this.#arranging = arranging;
    for (const [id, point] of known ?? []) this.#positions.set(id, point);
    const relations = shown.relations.map((place) => index.graph.relations[place]);
    const placed = await arrange(
      shown.concepts.map((concept) => ({
        id: concept.concept.id,
        radius: sizeOf(concept) / 2,
        labelWidth: Math.min(widestLabel, letterWidth * concept.concept.name.length),
      })),
      relations.map(({ subject, object }) => ({ source: subject, target: object })),
      this.#positions,
      arranging.signal,
    );
    if (arranging.signal.aborted) return false;
    for (const [id, point] of placed) this.#positions.set(id, point);
    const elements = [...nodesOf(shown.concepts, placed), ...edgesOf(index, shown)];
    this.#cy.batch(() => {
      this.#cy.elements().remove();
      this.#cy.add(elements);
    });
    return true;
  }

  fit(): void {
    this.#cy.resize();
    this.#cy.fit(undefined, 30);
    if (this.#cy.zoom() > mostFittedZoom) {
      this.#cy.zoom(mostFittedZoom);
      this.#cy.center();
    }
  }

  look({ zoom, pan }: Viewport): void {
    this.#cy.viewport({ zoom, pan: { ...pan } });
  }

  /** The window has another size: what was in the middle stays there. */
  resize(): void {
    const [width, height] = [this.#cy.width(), this.#cy.height()];
    this.#cy.resize();
    if (width > 0 && this.#cy.width() > 0)
      this.#cy.panBy({ x: (this.#cy.width() - width) / 2, y: (this.#cy.height() - height) / 2 });
  }

  zoomBy(factor: number): void {
    const { width, height } = this.#cy.container()!.getBoundingClientRect();
    this.#cy.zoom({ level: this.#cy.zoom() * factor, renderedPosition: { x: width / 2, y: height / 2 } });
  }

  restyle(): void {
    this.#cy.style(drawingStyle(currentTheme()));
  }

  /** Sets off what is selected with its neighbours, or else what is sought; the rest fades. */
  emphasise({ concept, relation }: Selected, matches: ReadonlySet<string> | undefined): void {
    const cy = this.#cy;
    cy.batch(() => {
      cy.elements().removeClass('faded near match selected');
      const node = concept === undefined ? cy.collection() : cy.getElementById(concept);
      const edge = relation === undefined ? cy.collection() : cy.getElementById(edgeId(relation));
      const chosen = node.union(edge);
      if (chosen.nonempty()) {
        const around = node.union(node.neighborhood()).union(edge).union(edge.connectedNodes());
        cy.elements().difference(around).addClass('faded');
        around.addClass('near');
        chosen.addClass('selected');
      } else if (matches) {
        const found = cy.nodes().filter((each) => matches.has(each.id()));
        cy.elements().difference(found).addClass('faded');
        found.addClass('match');
      }
    });
  }

  has(concept: string): boolean {
    return this.#cy.getElementById(concept).nonempty();
  }

  /** Moves the picture where the concept is not in sight. */
  reveal(concept: string): void {
    const node = this.#cy.getElementById(concept);
    if (node.empty()) return;
    const { x1, y1, x2, y2 } = this.#cy.extent();
    const { x, y } = (node as NodeSingular).position();
    const [marginX, marginY] = [(x2 - x1) * 0.08, (y2 - y1) * 0.08];
    const inSight = x > x1 + marginX && x < x2 - marginX && y > y1 + marginY && y < y2 - marginY;
    if (!inSight) this.#cy.center(node);
  }

  /** The neighbour in a direction on screen. */
  towards(concept: string, direction: Direction): string | undefined {
    const node = this.#cy.getElementById(concept);
    if (node.empty()) return undefined;
    const places = node
      .neighborhood()
      .nodes()
      .map((each): [string, Point] => [each.id(), each.position()]);
    return neighbourTowards((node as NodeSingular).position(), new Map(places), direction);
  }

  /** The concept to begin with: the one nearest to the middle of what is in sight. */
  middle(): string | undefined {
    const { x1, y1, x2, y2 } = this.#cy.extent();
    const from = { x: (x1 + x2) / 2, y: (y1 + y2) / 2 };
    const far = (node: NodeSingular) => Math.hypot(node.position().x - from.x, node.position().y - from.y);
    return this.#cy
      .nodes()
      .toArray()
      .sort((a, b) => far(a as NodeSingular) - far(b as NodeSingular))[0]
      ?.id();
  }

  /** @returns a PNG file as base64, of all that is drawn */
  png(): string {
    const { background } = currentTheme();
    return this.#cy.png({
      output: 'base64',
      full: true,
      scale: 2,
      maxWidth: 8000,
      maxHeight: 8000,
      bg: background,
    });
  }

  /** All that is drawn, for an image that is made elsewhere. */
  scene(): Scene {
    const theme = currentTheme();
    const nodes = new Map(
      this.#cy.nodes().map((node): [string, SceneNode] => {
        const { label, size, kind } = node.data();
        const drawn = {
          label,
          radius: size / 2,
          shape: shapes[kind as keyof typeof shapes],
          fill: theme.kinds[kind as keyof typeof theme.kinds],
        };
        return [node.id(), { ...node.position(), ...drawn }];
      }),
    );
    const edges = this.#cy.edges().map((edge) => ({
      from: nodes.get(edge.source().id())!,
      to: nodes.get(edge.target().id())!,
      colour: theme.muted,
      width: edge.data('width'),
      dashed: edge.hasClass('negated'),
    }));
    return { background: theme.background, foreground: theme.foreground, nodes: [...nodes.values()], edges };
  }
}

/** In units of the picture, by how often a concept is mentioned and how many relations it has. */
const sizeOf = ({ concept, relations }: IndexedConcept): number =>
  Math.min(54, 14 + 4 * Math.sqrt(relations.length) + 2 * Math.log2(1 + concept.mentionCount));

const edgeId = (place: number): string => `\0relation ${place}`;

const nodesOf = (
  concepts: readonly IndexedConcept[],
  positions: ReadonlyMap<string, Point>,
): ElementDefinition[] =>
  concepts.map((indexed) => {
    const { concept, kind } = indexed;
    return {
      group: 'nodes',
      data: { id: concept.id, label: concept.name, size: sizeOf(indexed), kind },
      position: { ...positions.get(concept.id)! },
      classes: kind,
    };
  });

function edgesOf({ graph }: IndexedGraph, { relations }: Shown): ElementDefinition[] {
  const curved = relations.length <= mostCurves ? 'parallel' : '';
  return relations.map((place) => {
    const relation = graph.relations[place];
    return {
      group: 'edges',
      data: {
        id: edgeId(place),
        place,
        source: relation.subject,
        target: relation.object,
        label: relationName(relation.type, relation.negated),
        width: Math.min(6, 1 + Math.log2(relation.claims.length)),
        opacity: 0.25 + 0.55 * sureness(relation),
      },
      classes: relation.negated ? `negated ${curved}` : curved,
    };
  });
}
