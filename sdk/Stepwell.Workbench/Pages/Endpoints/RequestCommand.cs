using Stepwell.Workbench.Components;

namespace Stepwell.Workbench.Pages.Endpoints;

/// <summary>Writes the request of a form as a command for a shell.</summary>
internal static class RequestCommand
{
    internal static string Write(HttpQuestion question, string origin)
    {
        var command = new CurlCommand(question.Method, origin.TrimEnd('/') + question.Path);
        foreach (var header in question.Headers) command.With("-H", $"{header[0]}: {header[1]}");
        foreach (var field in question.Fields ?? [])
        {
            if (field.Input is not null) command.With("-F", $"{field.Name}=@FILE");
            else command.With(question.Multipart ? "--form-string" : "--data-urlencode", $"{field.Name}={field.Value}");
        }
        if (question.Body is not null) command.With("--data-raw", question.Body);
        if (question.File is not null) command.With("--data-binary", "@FILE");
        return command.ToString();
    }
}
