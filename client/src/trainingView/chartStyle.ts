/** How charts look. */
export interface ChartStyle {
  readonly background: string;
  readonly foreground: string;
  readonly grid: string;
  readonly font: string;
  /** By its place among the chart's lines: dashes tell them apart as well as colours do. */
  line(place: number): { readonly colour: string; readonly dash: readonly number[]; readonly width: number };
}
