const SCALE = 2;
const MARGIN = 24;
const TITLE_HEIGHT = 44;
const LEGEND_ROW = 22;

/** The chart as a picture at twice its size, with its title and a legend, in the page's colours. */
export async function pngOf(element: HTMLElement, title: string, note: string, legend: { label: string; slot: number; earlier?: unknown }[]): Promise<Blob> {
  const svg = element.querySelector('svg');
  if (!svg) throw new Error('no chart is drawn');
  const { width, height } = svg.getBoundingClientRect();
  const copy = svg.cloneNode(true) as SVGSVGElement;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const image = new Image();
  image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(new XMLSerializer().serializeToString(copy));
  await image.decode();

  const colour = (name: string) => getComputedStyle(element).getPropertyValue(name).trim();
  const canvas = document.createElement('canvas');
  const rows = Math.ceil(legend.length / 3);
  canvas.width = (width + 2 * MARGIN) * SCALE;
  canvas.height = (height + TITLE_HEIGHT + rows * LEGEND_ROW + 2 * MARGIN) * SCALE;
  const paint = canvas.getContext('2d')!;
  paint.scale(SCALE, SCALE);
  paint.fillStyle = colour('--panel');
  paint.fillRect(0, 0, canvas.width, canvas.height);
  paint.fillStyle = colour('--tx');
  paint.font = '600 18px Inter, system-ui, sans-serif';
  paint.fillText(title, MARGIN, MARGIN + 14, width);
  paint.fillStyle = colour('--tx3');
  paint.font = '12px Inter, system-ui, sans-serif';
  paint.fillText(note, MARGIN, MARGIN + 33, width);
  paint.drawImage(image, MARGIN, MARGIN + TITLE_HEIGHT, width, height);
  legend.forEach(({ label, slot, earlier }, index) => {
    const x = MARGIN + (index % 3) * (width / 3);
    const y = MARGIN + TITLE_HEIGHT + height + Math.floor(index / 3) * LEGEND_ROW + 14;
    paint.fillStyle = colour('--s' + (slot + 1));
    if (earlier) [0, 5, 10].forEach((dash) => paint.fillRect(x + dash, y - 6, 4, 4));
    else paint.fillRect(x, y - 6, 14, 4);
    paint.fillStyle = colour('--tx');
    paint.fillText(label, x + 20, y, width / 3 - 28);
  });
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture could not be made'))), 'image/png'),
  );
}
