import { z } from 'zod'

export const money = z.object({ amount: z.string(), currency: z.string() })
export const moment = z.iso.datetime()
