/** The extension of a request by which a gateway tells a subgraph the name of the client's operation. */
export const clientOperationExtension = 'clientOperation'

/** The name of the client's operation, as the gateway tells it; null when it has none. */
export function clientOperationIn(extensions: Readonly<Record<string, unknown>> | undefined): string | null {
  const name = extensions?.[clientOperationExtension]
  return typeof name === 'string' ? name : null
}
