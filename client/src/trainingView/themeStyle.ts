import { colour, fontFamily } from '../page/theme';
import type { ChartStyle } from './chartStyle';

const colours = ['charts-blue', 'charts-yellow', 'charts-green', 'charts-purple', 'charts-red', 'foreground'];
const dashes = [[], [6, 3], [2, 3], [10, 3, 2, 3], [1, 4], [14, 4]];

/** As the window's theme has it. Its orange is see-through, and hardly to be seen as a line. */
export const currentStyle = (): ChartStyle => ({
  background: colour('editor-background'),
  foreground: colour('foreground', 'editor-foreground'),
  grid: colour('contrastBorder', 'editorIndentGuide-background1', 'panel-border', 'descriptionForeground'),
  font: `11px ${fontFamily()}`,
  line: (place) => ({
    colour: colour(colours[place % colours.length], 'foreground'),
    dash: dashes[place % dashes.length],
    width: place === 0 ? 2 : 1.5,
  }),
});
