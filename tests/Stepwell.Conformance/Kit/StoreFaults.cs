namespace Stepwell.Conformance.Kit;

/// <summary>When a <see cref="FaultyStore"/> fails. Off until a test turns it on.</summary>
public sealed class StoreFaults
{
    private readonly Lock gate = new();
    private Random random = new(0);
    private Func<string, bool, bool> decide = static (_, _) => false;

    /// <summary>How many calls have failed.</summary>
    public int Thrown { get; private set; }

    /// <summary>Fails as a function of the call's name and of whether it is after the inner call says.</summary>
    public void When(Func<string, bool, bool> decide)
    {
        lock (gate) this.decide = decide;
    }

    /// <summary>Fails at random, the same for the same seed and order of calls.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="probability">Of each of the two places of a call.</param>
    /// <param name="only">The names of the calls; empty for all.</param>
    public void AtRandom(int seed, double probability, params string[] only)
    {
        lock (gate)
        {
            random = new Random(seed);
            decide = (call, _) => (only.Length == 0 || only.Contains(call)) && random.NextDouble() < probability;
        }
    }

    /// <summary>Loses the reply of the next calls of a name: the inner call happens, its caller gets an exception.</summary>
    public void LoseReplies(string call, int count = 1)
    {
        var left = count;
        When((name, after) => after && name == call && left-- > 0);
    }

    public void Stop() => When(static (_, _) => false);

    public void Check(string call, bool after)
    {
        lock (gate)
        {
            if (!decide(call, after)) return;
            Thrown++;
        }
        throw new IOException($"Injected {(after ? "after" : "before")} {call}.");
    }
}
