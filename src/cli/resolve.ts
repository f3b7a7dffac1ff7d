/** `pressmark resolve`: the conflict that git left in a sidecar. */
import { EMPTY_PAGE, SIDECAR_ENDING } from '../core/index';
import { BadInput, readSidecar } from './files';
import { openSidecar, writing } from './sidecarFolder';

/** Keeps both sides. `file` is the release or its sidecar; `kept` is absent where there was nothing to resolve. */
export async function resolveFile(file: string): Promise<{ readonly sidecar: string; readonly kept?: number }> {
  const release = file.endsWith(SIDECAR_ENDING) ? file.slice(0, -SIDECAR_ENDING.length) : file;
  const sidecar = release + SIDECAR_ENDING;
  const { state, problem } = readSidecar(release);
  if (state === 'missing') throw new BadInput(`${sidecar}: there is no such file`);
  if (state === 'read') return { sidecar };
  if (state === 'unreadable') throw new BadInput(`${problem ?? sidecar}; nothing was written`);
  const page = await writing(sidecar, () => openSidecar(release).keepBothSides(EMPTY_PAGE));
  if (!page) throw new BadInput(`${sidecar}: the two sides cannot be told apart, or are no annotations; nothing was written`);
  return { sidecar, kept: page.annotations.length };
}
