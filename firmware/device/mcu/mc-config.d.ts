/** The SDK's: the `config` of a build's manifests. */
declare module 'mc/config' {
  const config: { readonly [name: string]: unknown };
  export default config;
}
