using Stepwell.Build.Problems;

namespace Stepwell.Build.Manifest;

/// <summary>A step as its piece of the manifest has it.</summary>
/// <param name="Name">The class's name, unique in the app.</param>
/// <param name="Description">The first words of its XML docs; null for none.</param>
/// <param name="Flows">The flows it belongs to.</param>
/// <param name="File">Relative to the steps project.</param>
/// <param name="Handlers">None for a noop.</param>
internal sealed record StepPiece(string Name, string? Description, IReadOnlyList<string> Flows, string File, IReadOnlyList<HandlerPiece> Handlers);

/// <summary>A handler.</summary>
/// <param name="Name">The step's, or <c>Step.Method</c>.</param>
/// <param name="At">Where it is declared.</param>
/// <param name="Ordered">True where events of one key come in order.</param>
/// <param name="Routes">What it answers.</param>
/// <param name="Topics">The names of the topics that it subscribes to.</param>
/// <param name="Crons">Its schedules.</param>
/// <param name="Emits">The names of the topics that it emits.</param>
internal sealed record HandlerPiece(
    string Name, SourcePlace At, bool Ordered,
    IReadOnlyList<RoutePiece> Routes, IReadOnlyList<string> Topics, IReadOnlyList<CronPiece> Crons, IReadOnlyList<string> Emits);

/// <summary>An api trigger.</summary>
internal sealed record RoutePiece(string Method, string Template);

/// <summary>A cron trigger.</summary>
internal sealed record CronPiece(string Expression, string? TimeZone);
