import { z } from 'zod'
import { StartRefused } from '#platform/start-refused.ts'
import { askGateway } from './ask-gateway.ts'
import { carChoiceLines, readCarsOfPhone } from './cars-of-phone.ts'
import { gapsOf } from './gaps.ts'
import { questionText, type CarQuestion, type PhoneQuestion, type Question } from './question.ts'
import type { Setting } from './setting.ts'
import { story } from './story.ts'
import { storyLines } from './story-lines.ts'
import { carsOfPhone, storyOperation } from './story-operation.ts'

const answer = z.object({ vehicle: story.nullable() }).nullable()

/** Asks the gateway one question and gives the lines to print; an unknown car is refused in a sentence. */
export function tell(url: string, question: Question, setting: Setting): Promise<string[]> {
  return question.by === 'phone' ? tellByPhone(url, question, setting) : tellCar(url, question, setting)
}

async function tellCar(url: string, question: CarQuestion, setting: Setting): Promise<string[]> {
  const { data, faults } = await askGateway(url, storyOperation(question))
  const found = answer.parse(data)?.vehicle ?? null
  const gaps = gapsOf(faults)
  if (found === null)
    throw new StartRefused(gaps.length === 0 ? `No car has ${questionText(question)}.` : gaps.join('\n'))
  return storyLines(found, gaps, setting)
}

/** One car is told at once; of several the person chooses. */
async function tellByPhone(url: string, question: PhoneQuestion, setting: Setting): Promise<string[]> {
  const { data, faults } = await askGateway(url, carsOfPhone(question.value))
  const cars = readCarsOfPhone(data)
  if (cars === null) throw new StartRefused(gapsOf(faults).join('\n'))
  const [first] = cars
  if (first === undefined) throw new StartRefused(`Nobody with ${questionText(question)} has a car.`)
  const only = new Set(cars.map(({ car }) => car.vin)).size === 1 ? first.car.vin : null
  return only === null ? carChoiceLines(cars, setting) : tellCar(url, { by: 'vin', value: only }, setting)
}
