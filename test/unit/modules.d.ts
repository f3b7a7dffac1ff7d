declare module 'jsonld' {
  export function expand(document: unknown, options: { documentLoader: (url: string) => Promise<unknown> }): Promise<unknown[]>;
}
