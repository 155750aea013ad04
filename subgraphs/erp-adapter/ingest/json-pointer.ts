import type { JsonPath } from './json-texts.ts'

/** A JSON pointer (RFC 6901) along a path. */
export const pointerTo = (path: JsonPath): string =>
  path.map(step => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** The path along a JSON pointer. */
export const stepsOf = (pointer: string): JsonPath =>
  pointer
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
