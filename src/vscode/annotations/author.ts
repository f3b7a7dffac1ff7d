import { extensions, workspace, type Uri } from 'vscode';

/** The part of the git extension's interface (version 1) that is used here. */
interface GitRepository {
  getConfig(key: string): Promise<string>;
  getGlobalConfig?(key: string): Promise<string>;
}
interface GitExtension {
  getAPI(version: 1): { getRepository(uri: Uri): GitRepository | null };
}

const UNKNOWN = 'unknown';

/**
 * Who annotates: the setting, else the name that git signs commits with, else "unknown". Never an account's name: nobody
 * agreed to have that written into a file.
 */
export async function findAuthor(uri: Uri): Promise<string> {
  const configured = workspace.getConfiguration('pressmark', uri).get<string>('annotations.author', '').trim();
  if (configured) return configured;
  try {
    const git = extensions.getExtension<GitExtension>('vscode.git');
    if (!git) return UNKNOWN;
    const api = git.isActive ? git.exports : await git.activate();
    const name = await api.getAPI(1).getRepository(uri)?.getConfig('user.name');
    return name?.trim() || UNKNOWN;
  } catch {
    return UNKNOWN; // git is switched off or not installed
  }
}
