/** Logistic regression with a ridge, fitted by Newton's method. Pure. */

/** One observation. */
export interface Observation {
  values: readonly number[];
  isPositive: boolean;
  /** How much it counts beside the others. */
  weight: number;
}

/** likelihood = 1 / (1 + exp(−bias − Σ weights · values)) */
export interface LogisticModel {
  weights: number[];
  bias: number;
}

/** Keeps weights finite where the observations can be separated; of values scaled to a deviation of one. */
const RIDGE = 1;

const STEPS_MAX = 100;
const STEP_LEAST = 1e-8;

/** Fits a model to observations, which all have the same number of values. Weights average to one before they are used. */
export function fitLogistic(observations: readonly Observation[]): LogisticModel {
  const size = observations[0]?.values.length ?? 0;
  const scales = Array.from({ length: size }, (_, at) =>
    scaleOf(observations.map(({ values }) => values[at] as number)),
  );
  const meanWeight = observations.reduce((sum, { weight }) => sum + weight, 0) / observations.length;
  const rows = observations.map(({ values, isPositive, weight }) => ({
    inputs: [...values.map((value, at) => (value - (scales[at] as Scale).mean) / (scales[at] as Scale).deviation), 1],
    target: isPositive ? 1 : 0,
    weight: weight / meanWeight,
  }));
  const coefficients = new Array<number>(size + 1).fill(0);
  for (let step = 0; step < STEPS_MAX; step++) {
    const gradient = coefficients.map((coefficient, at) => (at < size ? RIDGE * coefficient : 0));
    const hessian = coefficients.map((_, row) => coefficients.map((__, column) => (row === column ? RIDGE : 0)));
    for (const { inputs, target, weight } of rows) {
      const likelihood = sigmoid(dot(inputs, coefficients));
      inputs.forEach((input, row) => {
        gradient[row] = (gradient[row] as number) + weight * (likelihood - target) * input;
        const line = hessian[row] as number[];
        inputs.forEach((other, column) => {
          line[column] = (line[column] as number) + weight * likelihood * (1 - likelihood) * input * other;
        });
      });
    }
    const change = solve(hessian, gradient);
    change.forEach((by, at) => (coefficients[at] = (coefficients[at] as number) - by));
    if (Math.max(...change.map(Math.abs)) < STEP_LEAST) break;
  }
  const weights = scales.map(({ deviation }, at) => (coefficients[at] as number) / deviation);
  const shift = scales.reduce((sum, { mean }, at) => sum + mean * (weights[at] as number), 0);
  return { weights, bias: (coefficients[size] as number) - shift };
}

export function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

interface Scale {
  mean: number;
  deviation: number;
}

function scaleOf(values: number[]): Scale {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) || 1 };
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] as number), 0);
}

/** Solves a symmetric positive definite system by Gaussian elimination. */
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at] as number]);
  rows.forEach((pivotRow, pivot) => {
    for (const [at, row] of rows.entries()) {
      if (at === pivot) continue;
      const factor = (row[pivot] as number) / (pivotRow[pivot] as number);
      row.forEach((value, column) => (row[column] = value - factor * (pivotRow[column] as number)));
    }
  });
  return rows.map((row, at) => (row.at(-1) as number) / (row[at] as number));
}
