import type { EdgeSingular, StylesheetJson } from 'cytoscape';
import { entityKinds } from '../../../server/src/protocol/vocabulary';
import { shapes, type Theme } from './theme';

/** Longer names are cut, in units of the picture. */
export const widestLabel = 130;

/** Cytoscape's style sheet in the colours of a theme. */
export function drawingStyle({
  background,
  foreground,
  muted,
  line,
  accent,
  kinds,
  highContrast,
  font,
}: Theme): StylesheetJson {
  return [
    {
      selector: 'node',
      style: {
        width: 'data(size)',
        height: 'data(size)',
        label: 'data(label)',
        color: foreground,
        'font-family': font,
        'font-size': 11,
        'min-zoomed-font-size': 9,
        'text-valign': 'bottom',
        'text-margin-y': 3,
        'text-wrap': 'ellipsis',
        'text-max-width': `${widestLabel}px`,
        'text-outline-color': background,
        'text-outline-width': 2,
        'border-width': highContrast ? 2 : 1.5,
        'border-color': highContrast ? foreground : background,
        'overlay-opacity': 0,
      },
    },
    ...entityKinds.map((kind) => ({
      selector: `node.${kind}`,
      style: { 'background-color': kinds[kind], shape: shapes[kind] },
    })),
    {
      selector: 'edge',
      style: {
        width: 'data(width)',
        'line-color': highContrast ? foreground : muted,
        'line-opacity': (edge: EdgeSingular) => edge.data('opacity'),
        'target-arrow-color': highContrast ? foreground : muted,
        'target-arrow-shape': 'triangle',
        'arrow-scale': 0.8,
        'curve-style': 'straight',
        color: foreground,
        'font-family': font,
        'font-size': 10,
        'min-zoomed-font-size': 9,
        'text-background-color': background,
        'text-background-opacity': 0.9,
        'text-background-padding': '2px',
        'overlay-opacity': 0,
      },
    },
    { selector: 'edge.parallel', style: { 'curve-style': 'bezier' } },
    { selector: 'edge.negated', style: { 'line-style': 'dashed', 'target-arrow-shape': 'tee' } },
    { selector: '.faded', style: { opacity: highContrast ? 0.45 : 0.3 } },
    { selector: 'node.near, node.match, node.selected', style: { 'z-index': 10, 'min-zoomed-font-size': 0 } },
    { selector: 'node.match', style: { 'border-color': foreground, 'border-width': 3 } },
    {
      selector: 'node.selected',
      style: {
        'border-color': accent,
        'border-width': 4,
        'font-weight': 'bold',
        'text-wrap': 'wrap',
        'underlay-color': accent,
        'underlay-opacity': 0.25,
        'underlay-padding': 7,
      },
    },
    {
      selector: 'edge.near',
      style: { 'line-opacity': 1, label: 'data(label)', 'line-color': line, 'target-arrow-color': line },
    },
    {
      selector: 'edge.selected',
      style: {
        label: 'data(label)',
        'line-opacity': 1,
        'line-color': accent,
        'target-arrow-color': accent,
        width: 4,
        'z-index': 9,
      },
    },
  ];
}
