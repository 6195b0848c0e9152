namespace Stepwell.Local.Hosting;

/// <summary>The host cannot start. Every problem that was found is told at once.</summary>
public sealed class SetupException : Exception
{
    /// <summary>Tells the problems.</summary>
    /// <param name="problems">Each: what, where, how to mend it.</param>
    public SetupException(IReadOnlyList<string> problems) : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    /// <summary>The problems.</summary>
    public IReadOnlyList<string> Problems { get; }
}
