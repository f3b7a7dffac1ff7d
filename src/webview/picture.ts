/** Turns a chart of the page into a picture that stands by itself. */

const COPIED = ['fill', 'stroke', 'color', 'font-family', 'font-size', 'opacity', 'fill-opacity', 'stroke-opacity'] as const;
const MARGIN = 16;
/** Pixels of the picture to a pixel of the page. */
const SCALE = 2;

/** The drawing as SVG with its colours written out, on the page's background, with its title. */
export function toSvg(drawing: SVGElement, title: string): string {
  const copy = drawing.cloneNode(true) as SVGElement;
  const elements = [drawing, ...drawing.querySelectorAll<SVGElement>('*')];
  [copy, ...copy.querySelectorAll<SVGElement>('*')].forEach((element, i) => {
    const style = getComputedStyle(elements[i]!);
    element.removeAttribute('class');
    element.removeAttribute('style');
    for (const name of COPIED) {
      const value = style.getPropertyValue(name);
      if (value) element.setAttribute(name, value);
    }
  });
  const { width, height } = drawing.getBoundingClientRect();
  const page = getComputedStyle(document.body);
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  const [w, h] = [Math.ceil(width) + 2 * MARGIN, Math.ceil(height) + 2 * MARGIN + 24];
  svg.setAttribute('xmlns', namespace);
  svg.setAttribute('width', String(w));
  svg.setAttribute('height', String(h));
  svg.setAttribute('viewBox', `0 0 ${w} ${h}`);
  const ground = document.createElementNS(namespace, 'rect');
  ground.setAttribute('width', '100%');
  ground.setAttribute('height', '100%');
  ground.setAttribute('fill', page.backgroundColor);
  const heading = document.createElementNS(namespace, 'text');
  heading.setAttribute('x', String(MARGIN));
  heading.setAttribute('y', String(MARGIN + 14));
  heading.setAttribute('fill', page.color);
  heading.setAttribute('font-family', page.fontFamily);
  heading.setAttribute('font-size', '15');
  heading.setAttribute('font-weight', 'bold');
  heading.textContent = title;
  copy.setAttribute('x', String(MARGIN));
  copy.setAttribute('y', String(MARGIN + 24));
  svg.append(ground, heading, copy);
  return new XMLSerializer().serializeToString(svg);
}

/** The same as a PNG, in Base64. */
export async function toPng(svg: string): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * SCALE;
  canvas.height = image.naturalHeight * SCALE;
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').split(',')[1]!;
}
