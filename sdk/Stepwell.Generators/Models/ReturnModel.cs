namespace Stepwell.Generators.Models;

/// <summary>What a handler returns.</summary>
/// <param name="Awaited">True for tasks.</param>
/// <param name="HasValue">True where there is something after awaiting.</param>
/// <param name="Emitted">What of it is emitted; null for nothing.</param>
internal sealed record ReturnModel(bool Awaited, bool HasValue, EmitShape? Emitted);

/// <summary>The shape of returned events.</summary>
internal sealed record EmitShape(EmitShapeKind Kind, EquatableArray<EmitShape> Items);

internal enum EmitShapeKind
{
    Event,
    Sequence,
    AsyncSequence,
    Tuple,
}
