import type { ContactChannel } from '../contacts/contact-rule.ts'

/** What came of the granted contacts with a customer by one channel. */
export interface ChannelFigures {
  readonly channel: ContactChannel
  /** Contacts that took place or were tried. */
  readonly contacts: number
  /** Those that reached the customer. */
  readonly reached: number
  /** Those that the customer answered with interest or agreement. */
  readonly answered: number
}

/** A channel with how well it suits a customer. */
export interface CalibratedChannel extends ChannelFigures {
  readonly stated: boolean
  readonly score: number
}

/** By what means to contact a customer best. */
export interface ChannelCalibration {
  readonly channel: ContactChannel
  readonly channels: readonly CalibratedChannel[]
}
