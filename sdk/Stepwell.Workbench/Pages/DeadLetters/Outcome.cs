using Stepwell.Introspection;
using Stepwell.Local.Introspection;

namespace Stepwell.Workbench.Pages.DeadLetters;

/// <summary>What became of a dead letter.</summary>
/// <param name="Letter">The letter as it was.</param>
/// <param name="Replayed">True where it was to be replayed, false where it was to be discarded.</param>
/// <param name="Result">What the host said.</param>
public sealed record Outcome(DeadLetterInfo Letter, bool Replayed, DeadLetterOutcome Result);
