import { supergraphFile } from './supergraph-file.ts'
import { supergraphRegistry } from './supergraph-registry.ts'

/** Reads a supergraph; undefined when it is the one that was read last. */
export type ReadSupergraph = () => Promise<string | undefined>

/** Where a supergraph comes from: a file, a directory of them, or the address of a registry. */
export const supergraphAt = (location: string): ReadSupergraph =>
  isRegistry(location) ? supergraphRegistry(location) : supergraphFile(location)

export const isRegistry = (location: string): boolean => /^https?:\/\//.test(location)
