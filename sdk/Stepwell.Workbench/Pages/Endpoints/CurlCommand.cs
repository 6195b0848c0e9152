using System.Text;

namespace Stepwell.Workbench.Pages.Endpoints;

/// <summary>Writes a request as a command for a shell.</summary>
internal static class CurlCommand
{
    internal static string Write(HttpQuestion question, string origin)
    {
        var text = new StringBuilder("curl -i");
        if (question.Method != "GET") text.Append(" -X ").Append(question.Method);
        text.Append(' ').Append(Quoted(origin.TrimEnd('/') + question.Path));
        foreach (var header in question.Headers) More(text, "-H", $"{header[0]}: {header[1]}");
        foreach (var field in question.Fields ?? [])
        {
            if (field.Input is not null) More(text, "-F", $"{field.Name}=@FILE");
            else More(text, question.Multipart ? "--form-string" : "--data-urlencode", $"{field.Name}={field.Value}");
        }
        if (question.Body is not null) More(text, "--data-raw", question.Body);
        if (question.File is not null) More(text, "--data-binary", "@FILE");
        return text.ToString();
    }

    private static void More(StringBuilder text, string option, string value) => text.Append(" \\\n  ").Append(option).Append(' ').Append(Quoted(value));

    /// <summary>A text that no shell reads anything into.</summary>
    private static string Quoted(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
