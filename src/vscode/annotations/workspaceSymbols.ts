import { languages, Location, SymbolInformation, SymbolKind, workspace, type Disposable, type Uri } from 'vscode';
import { filterAnnotations, type AnnotationKind, type ListedAnnotation } from '../../core/index';
import { kindName, passageOf, sayingOf } from './kinds';
import type { AnnotatedFile, WorkspaceAnnotations } from './workspaceAnnotations';

const KINDS: Readonly<Record<AnnotationKind, SymbolKind>> = {
  note: SymbolKind.String,
  speaker: SymbolKind.Class,
  message: SymbolKind.Event,
  date: SymbolKind.Constant,
  tag: SymbolKind.Key,
  releaseDate: SymbolKind.Constant,
  relation: SymbolKind.Operator,
};
/** A list that nobody reads to its end. */
const MOST = 500;

interface Found extends ListedAnnotation {
  readonly source: AnnotatedFile;
}

const within = (uri: Uri) => workspace.asRelativePath(uri);

/** Annotations and tags in *Go to Symbol in Workspace*: by their words, comments, tags and authors. */
export function registerWorkspaceSymbols(annotations: WorkspaceAnnotations): Disposable {
  return languages.registerWorkspaceSymbolProvider({
    async provideWorkspaceSymbols(query) {
      await annotations.whenListed();
      const all = annotations
        .files()
        .flatMap(source => source.placed.map((placed): Found => ({ file: within(source.uri), placed, source })))
        .filter(({ placed }) => placed.annotation.kind !== 'relation');
      // The editor keeps what holds the letters of the query in order: a tag is found with its "#" or without.
      return filterAnnotations(all, query.replace(/^#/, ''))
        .slice(0, MOST)
        .map(({ placed: { annotation, spans }, source }) => {
          const span = spans.find(each => each) ?? { start: 0, end: 0 };
          const said = sayingOf(annotation);
          const name = said ? `${said} — ${passageOf(annotation)}` : passageOf(annotation);
          const place = new Location(source.uri, source.positionAt(span.start));
          return new SymbolInformation(name, KINDS[annotation.kind], kindName(annotation.kind), place);
        });
    },
  });
}
