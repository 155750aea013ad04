import { china } from '../calendar.ts'
import type { Job } from '../job.ts'
import { jobs } from '../jobs.ts'
import type { Station } from '../dealers.ts'
import type { Visit } from '../visits.ts'
import type { Cast } from './people.ts'

/** The hero in the workshops of Chengdu and, after it was sold on, of Shanghai. */
export function heroVisits({ chenJing, wangLei, chengdu, shanghai }: Cast): Visit[] {
  const [first] = chengdu.stations
  const [second] = shanghai.stations
  if (first === undefined || second === undefined) throw new Error('the story needs a workshop at both dealers')
  const visit = (
    code: string,
    station: Station,
    date: string,
    [opens, closes, km]: readonly [number, number, number],
  ): Visit => ({
    work: job(code),
    station,
    customer: station === first ? chenJing : wangLei,
    odometerKm: km,
    inAt: china(date, opens),
    outAt: china(date, closes),
  })
  return [
    visit('MAINT-A', first, '2025-05-10', [9, 10.5, 5_120]),
    visit('MAINT-B', first, '2025-11-08', [13, 15.5, 11_830]),
    visit('TYRE', second, '2026-04-02', [10, 12, 16_940]),
    visit('DISPLAY', second, '2026-09-19', [9, 16, 22_350]),
    visit('BRAKE-F', second, '2026-11-05', [14, 16, 24_980]),
  ]
}

function job(code: string): Job {
  const found = jobs.find(each => each.code === code)
  if (found === undefined) throw new Error(`no job has the code ${code}`)
  return found
}
