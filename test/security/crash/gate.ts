/** Lets many work beside each other, or one alone. */
export class Gate {
  private working = 0;
  private alone = false;
  private waiting: (() => void)[] = [];

  /** Beside others who came this way. */
  shared<T>(work: () => Promise<T>): Promise<T> {
    return this.enter(() => !this.alone, work);
  }

  /** While nobody else works. */
  async single<T>(work: () => Promise<T>): Promise<T> {
    while (this.alone) await this.turn();
    this.alone = true;
    try {
      while (this.working > 0) await this.turn();
      return await work();
    } finally {
      this.alone = false;
      this.wake();
    }
  }

  private async enter<T>(may: () => boolean, work: () => Promise<T>): Promise<T> {
    while (!may()) await this.turn();
    this.working += 1;
    try {
      return await work();
    } finally {
      this.working -= 1;
      this.wake();
    }
  }

  private turn(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private wake(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}
