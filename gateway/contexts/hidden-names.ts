const mark = '_context_'

/** The name under which an object that sets a context carries its value in a plan; no client's name begins so. */
export const hiddenKey = (type: string, field: string): string => `${mark}${type}_${field}`

export const isHidden = (key: string | number): boolean => typeof key === 'string' && key.startsWith(mark)
