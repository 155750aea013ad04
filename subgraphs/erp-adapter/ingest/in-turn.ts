/** Of each connection the end of its last turn: what came last over it has begun, or failed. */
const lastOf = new WeakMap<object, Promise<void>>()

/**
 * Begins with what came over a connection once it is ready, and what came before it has begun or failed: a request may
 * come before the one before it is answered, and be ready sooner.
 */
export function inTurn<Begun extends object>(
  connection: object,
  ready: Promise<void>,
  begin: () => Begun,
): Promise<Begun> {
  const begun = Promise.allSettled([lastOf.get(connection), ready])
    .then(() => ready)
    .then(begin)
  lastOf.set(connection, begun.then(ended, ended))
  return begun
}

function ended(): void {}
