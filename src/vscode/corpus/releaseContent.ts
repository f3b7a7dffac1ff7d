import { workspace, type Uri } from 'vscode';
import { SIDECAR_ENDING, type Annotation } from '../../core';
import { readSidecarBytes, sidecarOf } from '../annotations/sidecarFile';
import { hexDigest } from '../digest';
import type { KnownFile } from './corpusStore';

/** What a file of the workspace and the annotations beside it hold now. */
export type ReleaseContent =
  | { readonly state: 'gone' }
  /** By their stamps they are as they were when they were read. */
  | { readonly state: 'known' }
  | { readonly state: 'read'; readonly stamp: string; readonly bytes: Uint8Array; readonly sidecar: Uint8Array | undefined };

/** The release that a sidecar lies beside; the file itself where it is none. */
export const releaseBeside = (uri: Uri): Uri =>
  uri.path.endsWith(SIDECAR_ENDING) ? uri.with({ path: uri.path.slice(0, -SIDECAR_ENDING.length) }) : uri;

async function stampOf(uri: Uri): Promise<string | undefined> {
  try {
    const { mtime, size } = await workspace.fs.stat(uri);
    return `${mtime} ${size}`;
  } catch {
    return undefined; // not there, or not ours to read
  }
}

/** @param annotated whether it may have a sidecar */
export async function readContent(uri: Uri, annotated: boolean, known: KnownFile | undefined): Promise<ReleaseContent> {
  const [own, beside] = await Promise.all([stampOf(uri), annotated ? stampOf(sidecarOf(uri)) : undefined]);
  if (own === undefined) return { state: 'gone' };
  const stamp = beside === undefined ? own : `${own} ${beside}`;
  if (known?.stamp === stamp) return { state: 'known' };
  try {
    const bytes = await workspace.fs.readFile(uri);
    return { state: 'read', stamp, bytes, sidecar: beside === undefined ? undefined : await readSidecar(uri) };
  } catch {
    return { state: 'gone' };
  }
}

export async function readSidecar(release: Uri): Promise<Uint8Array | undefined> {
  try {
    return await workspace.fs.readFile(sidecarOf(release));
  } catch {
    return undefined; // most releases have none
  }
}

/** What people have laid beside a release; nothing where it cannot be read, as the Annotations view says. */
export function annotationsIn(sidecar: Uint8Array | undefined): readonly Annotation[] {
  if (!sidecar) return [];
  const reading = readSidecarBytes(sidecar);
  return reading.state === 'read' ? reading.page.annotations : [];
}

/** Of a release and its annotations together. */
export async function hashOf(bytes: Uint8Array, sidecar: Uint8Array | undefined): Promise<string> {
  let all = bytes;
  if (sidecar) {
    all = new Uint8Array(bytes.length + 1 + sidecar.length); // no text holds the 0 between them
    all.set(bytes);
    all.set(sidecar, bytes.length + 1);
  }
  return (await hexDigest(all)).slice(0, 24);
}
