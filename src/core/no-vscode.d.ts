// Stands in for `vscode` inside the core, so that importing anything from it is a compile error.
export {};
