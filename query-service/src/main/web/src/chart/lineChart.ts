import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { number, tick } from '../format';
import type { ChartKind } from '../question/segmentation';
import { BAR_GAP, BAR_MAX_WIDTH } from './hit';
import { placeLabels } from './labels';
import type { Line } from './lines';

echarts.use([LineChart, BarChart, GridComponent, SVGRenderer]);

/** Bars beside each other, or one on the other with the negative ones below. */
export type DrawingKind = ChartKind | 'stack';

/** What is drawn; points beyond `labels` are left out. */
export interface Drawing {
  lines: Line[];
  labels: string[];
  kind: DrawingKind;
  narrow: boolean;
  percent: boolean;
}

/** A drawn chart. Its places are pixels in the element. */
export interface Drawn {
  /** The bucket at this x, or undefined outside. */
  bucketAt(x: number): number | undefined;
  /** Where the middle of a bucket is. */
  xOf(bucket: number): number;
  /** The value of the axis at this y. */
  valueAt(y: number): number;
  top: number;
  bottom: number;
  dispose(): void;
}

const LABEL_HEIGHT = 17;
const LABEL_CHARACTERS = 22;
const SYMBOLS = ['circle', 'diamond', 'rect', 'triangle', 'path://M0 0h8L4 7z', 'path://M4 0l1 3 3 .3-2.400 2 .8 3L4 6.700 1.600 8.300l.8-3L0 3.300 3 3z', 'path://M2 0h4l2 4-2 4H2L0 4z', 'roundRect'];
const AXIS_HEIGHT = 30;
const EARLIER_OPACITY = 0.6;
const FONT = 'Inter, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

/** Draws into the element, in the colours that its style sheet says. */
export function draw(element: HTMLElement, drawing: Drawing): Drawn {
  const colour = (name: string) => getComputedStyle(element).getPropertyValue(name).trim();
  const chart = echarts.init(element, null, { renderer: 'svg' });
  const ownLines = drawing.lines.filter(({ earlier }) => !earlier);
  const ends = drawing.kind === 'line' && !drawing.narrow && ownLines.length > 1;
  const longest = Math.max(0, ...ownLines.map(({ label }) => Math.min(label.length, LABEL_CHARACTERS)));
  const grid = { left: 8, right: ends ? 26 + longest * 7.2 : 18, top: 16, bottom: 4, outerBoundsMode: 'same' as const, outerBoundsContain: 'axisLabel' as const };
  const many = drawing.lines.length > 12;
  const bars = drawing.kind === 'bar' || drawing.kind === 'stack';
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: FONT },
    grid,
    xAxis: {
      type: 'category',
      boundaryGap: bars,
      data: drawing.labels,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colour('--line2') } },
      axisLabel: { color: colour('--tx3'), fontSize: 11.5, hideOverlap: true, margin: 10, alignMinLabel: bars ? undefined : 'left', alignMaxLabel: bars ? undefined : 'right' },
    },
    yAxis: {
      type: 'value',
      min: drawing.kind === 'stack' ? undefined : 0,
      // no share is above the whole; stacked ones may be
      max: ({ max }: { max: number }) => (drawing.percent && drawing.kind !== 'area' && max > 80 ? 100 : null) as number,
      splitNumber: 4,
      maxInterval: drawing.percent && drawing.kind !== 'area' ? 20 : undefined,
      minInterval: drawing.percent ? undefined : drawing.lines.every(({ points }) => points.every((point) => point === null || Number.isInteger(point))) ? 1 : undefined,
      axisLabel: { color: colour('--tx3'), fontSize: 11.5, formatter: (value: number) => (drawing.percent ? number(value) + '%' : tick(Math.abs(value))) },
      splitLine: { lineStyle: { color: colour('--line') } },
    },
    series: drawing.lines.map((line) => {
      const own = colour('--s' + (line.slot + 1));
      const data = drawing.labels.map((_, index) => line.points[index] ?? null);
      if (bars) {
        return { type: 'bar' as const, name: line.label, data, color: own, barMaxWidth: BAR_MAX_WIDTH, barGap: BAR_GAP * 100 + '%', silent: true, emphasis: { disabled: true }, ...(drawing.kind === 'stack' ? { stack: 'all' } : {}), ...(line.earlier ? { itemStyle: { opacity: EARLIER_OPACITY } } : {}) };
      }
      return {
        type: 'line' as const,
        id: line.key,
        name: line.label,
        data,
        color: own,
        silent: true,
        connectNulls: false,
        symbol: SYMBOLS[line.slot],
        symbolSize: line.slot === 0 ? 5.5 : 7,
        // a point without neighbours has no line, so its symbol is all there is
        showSymbol: (!drawing.narrow && !many && !line.earlier) || drawing.labels.length < 3,
        lineStyle: line.earlier ? { width: 1.8, color: own, type: 'dashed' as const, opacity: EARLIER_OPACITY } : { width: many ? 1.6 : 2.4, color: own },
        ...(drawing.kind === 'area' ? { stack: 'all', areaStyle: { color: own, opacity: 0.28 } } : {}),
        emphasis: { disabled: true },
      };
    }),
  });
  if (ends && drawing.labels.length > 0) labelEnds(chart, ownLines, drawing.labels.length - 1, colour);
  const xOf = (bucket: number) => chart.convertToPixel({ xAxisIndex: 0 }, bucket) as unknown as number;
  return {
    bucketAt: (x) => {
      if (drawing.labels.length === 0 || x < xOf(0) - 24 || x > xOf(drawing.labels.length - 1) + 24) return undefined;
      const bucket = Math.round(Number(chart.convertFromPixel({ xAxisIndex: 0 }, x)));
      return Math.min(Math.max(bucket, 0), drawing.labels.length - 1);
    },
    xOf,
    valueAt: (y) => chart.convertFromPixel({ yAxisIndex: 0 }, y) as unknown as number,
    top: 16,
    bottom: drawing.kind === 'stack' ? chart.getHeight() - AXIS_HEIGHT : (chart.convertToPixel({ yAxisIndex: 0 }, 0) as unknown as number),
    dispose: () => chart.dispose(),
  };
}

/** ECharts lets labels of lines that end close to each other overprint; these give way. */
function labelEnds(chart: echarts.ECharts, lines: Line[], last: number, colour: (name: string) => string): void {
  const ending = lines.filter(({ points }) => points[last] !== null && points[last] !== undefined);
  const wanted = ending.map(({ points }) => chart.convertToPixel({ yAxisIndex: 0 }, points[last]!) as unknown as number);
  const placed = placeLabels(wanted, LABEL_HEIGHT, chart.getHeight() - 24);
  chart.setOption({
    series: ending.map((line, index) => {
      const place = placed[index];
      return {
        id: line.key,
        endLabel:
          place === undefined
            ? { show: false }
            : {
                show: true,
                formatter: line.label.length > LABEL_CHARACTERS ? line.label.slice(0, LABEL_CHARACTERS - 1) + '…' : line.label,
                // the lighter colours are not readable as text
                color: line.slot < 2 ? colour('--s' + (line.slot + 1)) : colour('--tx2'),
                fontWeight: 600,
                fontSize: 12.5,
                fontFamily: FONT,
                distance: 9,
                offset: [0, place - wanted[index]!],
              },
      };
    }),
  });
}
