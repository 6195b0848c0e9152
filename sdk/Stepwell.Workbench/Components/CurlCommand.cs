using System.Text;

namespace Stepwell.Workbench.Components;

/// <summary>A request as a command for a shell, an option a line.</summary>
internal sealed class CurlCommand
{
    private readonly StringBuilder text = new("curl -i");

    /// <summary>Begins it.</summary>
    /// <param name="method">The method.</param>
    /// <param name="url">The whole address.</param>
    internal CurlCommand(string method, string url)
    {
        // By its name alone curl would wait for a body that never comes.
        if (method == "HEAD") text.Append(" --head");
        else if (method != "GET") text.Append(" -X ").Append(method);
        text.Append(' ').Append(Quoted(url));
    }

    /// <summary>Adds an option with its value.</summary>
    internal CurlCommand With(string option, string value)
    {
        text.Append(" \\\n  ").Append(option).Append(' ').Append(Quoted(value));
        return this;
    }

    /// <summary>The command.</summary>
    public override string ToString() => text.ToString();

    /// <summary>As one word of a shell, which reads nothing into it.</summary>
    private static string Quoted(string text) => "'" + text.Replace("'", @"'\''", StringComparison.Ordinal) + "'";
}
