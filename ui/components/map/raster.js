// Counties as a grid of cells, so that "how much of this plate lies in that county" is a sum.

export const CELL_PX = 4;

// Fills `owner` with index + 1 wherever a shape's rings (even-odd, container px) hold a cell centre.
function fillRings(owner, columns, rows, rings, value) {
  for (let row = 0; row < rows; row += 1) {
    const y = (row + 0.5) * CELL_PX;
    const crossings = [];
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
        const a = ring[j];
        const b = ring[i];
        if (a.y <= y !== b.y <= y) crossings.push(a.x + ((y - a.y) * (b.x - a.x)) / (b.y - a.y));
      }
    }
    crossings.sort((a, b) => a - b);
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const from = Math.max(0, Math.ceil(crossings[k] / CELL_PX - 0.5));
      const to = Math.min(columns - 1, Math.floor(crossings[k + 1] / CELL_PX - 0.5));
      for (let column = from; column <= to; column += 1) owner[row * columns + column] = value;
    }
  }
}

// Summed-area table of a predicate over the cells.
function sums(owner, columns, rows, holds) {
  const width = columns + 1;
  const table = new Int32Array(width * (rows + 1));
  for (let row = 0; row < rows; row += 1) {
    let line = 0;
    for (let column = 0; column < columns; column += 1) {
      if (holds(owner[row * columns + column])) line += 1;
      table[(row + 1) * width + column + 1] = table[row * width + column + 1] + line;
    }
  }
  return table;
}

const clamp = (value, top) => Math.max(0, Math.min(top, value));

export class Raster {
  constructor(width, height, shapes) {
    this.columns = Math.max(1, Math.ceil(width / CELL_PX));
    this.rows = Math.max(1, Math.ceil(height / CELL_PX));
    this.owner = new Int16Array(this.columns * this.rows);
    shapes.forEach((shape, index) => {
      fillRings(this.owner, this.columns, this.rows, shape.rings, index + 1);
    });
    this.any = sums(this.owner, this.columns, this.rows, (value) => value > 0);
    this.own = shapes.map((_, index) =>
      sums(this.owner, this.columns, this.rows, (value) => value === index + 1),
    );
  }

  #count(table, rect) {
    const left = clamp(Math.round(rect.x / CELL_PX), this.columns);
    const right = clamp(Math.round((rect.x + rect.width) / CELL_PX), this.columns);
    const top = clamp(Math.round(rect.y / CELL_PX), this.rows);
    const bottom = clamp(Math.round((rect.y + rect.height) / CELL_PX), this.rows);
    const width = this.columns + 1;
    return (
      table[bottom * width + right] - table[top * width + right] -
      table[bottom * width + left] + table[top * width + left]
    );
  }

  #cells(rect) {
    return Math.max(1, (rect.width * rect.height) / (CELL_PX * CELL_PX));
  }

  // Share (0 to 1) of a rectangle that lies in any county, or in the county of that index.
  shareAny(rect) {
    return Math.min(1, this.#count(this.any, rect) / this.#cells(rect));
  }

  shareOwn(index, rect) {
    return Math.min(1, this.#count(this.own[index], rect) / this.#cells(rect));
  }

  cellsOf(index) {
    return this.own[index][this.own[index].length - 1];
  }

  // Length (px) of a line's part that lies in counties other than that index.
  lengthOverOthers(index, a, b) {
    const total = Math.hypot(b.x - a.x, b.y - a.y);
    const steps = Math.max(1, Math.ceil(total / CELL_PX));
    let over = 0;
    for (let i = 0; i < steps; i += 1) {
      const column = Math.floor((a.x + ((b.x - a.x) * (i + 0.5)) / steps) / CELL_PX);
      const row = Math.floor((a.y + ((b.y - a.y) * (i + 0.5)) / steps) / CELL_PX);
      const value = this.owner[row * this.columns + column];
      if (value > 0 && value !== index + 1) over += 1;
    }
    return (over / steps) * total;
  }

  // The cell of a shape farthest from its border (container px): its pole of inaccessibility at
  // the grid's resolution, of the part in view. null when nothing of it is in view.
  // Cells under a rectangle of `avoid` are taken only when there are no others.
  pole(index, avoid = []) {
    const { columns, rows, owner } = this;
    const distance = new Float32Array(columns * rows);
    const at = (column, row) =>
      column < 0 || row < 0 || column >= columns || row >= rows ? 0 : distance[row * columns + column];
    let best = null;
    const DIAGONAL = 1.414;
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        if (owner[row * columns + column] !== index + 1) continue;
        distance[row * columns + column] = Math.min(
          at(column - 1, row) + 1, at(column, row - 1) + 1,
          at(column - 1, row - 1) + DIAGONAL, at(column + 1, row - 1) + DIAGONAL,
        );
      }
    }
    for (let row = rows - 1; row >= 0; row -= 1) {
      for (let column = columns - 1; column >= 0; column -= 1) {
        const here = row * columns + column;
        if (owner[here] !== index + 1) continue;
        distance[here] = Math.min(
          distance[here], at(column + 1, row) + 1, at(column, row + 1) + 1,
          at(column + 1, row + 1) + DIAGONAL, at(column - 1, row + 1) + DIAGONAL,
        );
        const x = (column + 0.5) * CELL_PX;
        const y = (row + 0.5) * CELL_PX;
        const covered = avoid.some(
          (r) => x > r.x - CELL_PX && x < r.x + r.width + CELL_PX && y > r.y - CELL_PX && y < r.y + r.height + CELL_PX,
        );
        const merit = covered ? distance[here] - 1000 : distance[here];
        if (best === null || merit > best.merit) best = { x, y, merit };
      }
    }
    return best;
  }
}
