namespace Stepwell.Setup;

/// <summary>The host cannot start. Every problem that was found is told at once.</summary>
public sealed class SetupException : Exception
{
    /// <summary>Tells the problems.</summary>
    /// <param name="problems">Each: what, where, how to mend it.</param>
    public SetupException(IReadOnlyList<string> problems) : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    /// <summary>The problems.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>What a host tells of a failure to start, instead of where it was thrown.</summary>
    /// <param name="failure">What was thrown while the app was built or started.</param>
    /// <returns>Null where the failure is no fault of the set-up.</returns>
    public static IReadOnlyList<string>? ReasonsOf(Exception failure) => failure switch
    {
        SetupException setup => setup.Problems,
        StepException => [failure.Message],
        InvalidOperationException when failure.Message.StartsWith("Failed to convert configuration value", StringComparison.Ordinal) =>
            [$"SW2007: A setting cannot be read. {failure.Message} {failure.InnerException?.Message}"],
        _ => null,
    };
}
