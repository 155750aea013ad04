/** Room for one body while it comes in and is worked on. */
export interface Slot {
  /** Takes room for so many more bytes; false when there is none. */
  grow(bytes: number): boolean
  leave(): void
}

/** Bounds what is under way at once in a process, so that its memory stays bounded however many push. */
export interface Admission {
  /** Takes room for a body of so many bytes; null when there is none. */
  enter(bytes: number): Slot | null
}

export interface AdmissionLimits {
  /** Bodies under way at the most. */
  readonly bodies: number
  /** Bytes of all of them at the most. */
  readonly bytes: number
}

export function admission(limits: AdmissionLimits): Admission {
  let bodies = 0
  let bytes = 0
  return {
    enter(size) {
      if (bodies === limits.bodies || bytes + size > limits.bytes) return null
      bodies += 1
      bytes += size
      let held = size
      return {
        grow(more) {
          if (bytes + more > limits.bytes) return false
          bytes += more
          held += more
          return true
        },
        leave() {
          bodies -= 1
          bytes -= held
        },
      }
    },
  }
}
