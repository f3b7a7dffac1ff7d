/** Made by the build: imports every `*.test.ts` of this folder. */
declare module 'every-host-test' {}

declare module 'mocha/mocha.js' {}
