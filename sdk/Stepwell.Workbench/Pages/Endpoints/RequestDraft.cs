using Stepwell.Workbench.Schemas;

namespace Stepwell.Workbench.Pages.Endpoints;

/// <summary>What somebody has typed into the form of an endpoint; it stays while they look at others.</summary>
public sealed class RequestDraft
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    /// <summary>Which of the handler's routes.</summary>
    public int Route { get; set; }

    /// <summary>The JSON or text of the body.</summary>
    public string Body { get; set; } = "";

    /// <summary>True while a file is chosen that is the whole body.</summary>
    public bool HasFile { get; set; }

    public string IdempotencyKey { get; set; } = "";

    /// <summary>True once sending was tried: from then on what is missing is told.</summary>
    public bool Tried { get; set; }

    /// <summary>What the host refused, until it is edited.</summary>
    public IReadOnlyList<SchemaProblem> Refused { get; set; } = [];

    /// <summary>The answer to the last request; null for none.</summary>
    public HttpAnswer? Answer { get; set; }

    public string this[RequestParameter parameter]
    {
        get => values.GetValueOrDefault(parameter.Key, "");
        set => values[parameter.Key] = value;
    }

    /// <summary>Takes what was typed for a parameter; what the host said about it is past.</summary>
    public void Edit(RequestParameter parameter, string text)
    {
        this[parameter] = text;
        Refused = [.. Refused.Where(r => !r.Path.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase))];
    }

    /// <summary>Takes what was typed as the body; what the host said about it is past.</summary>
    public void EditBody(EndpointRoute route, string text)
    {
        Body = text;
        Refused = [.. Refused.Except(RefusedBody(route))];
    }

    /// <summary>What the host refused of the body.</summary>
    public IReadOnlyList<SchemaProblem> RefusedBody(EndpointRoute route) => [.. Refused.Where(r => !route.Parameters.Any(p => p.Name.Equals(r.Path, StringComparison.OrdinalIgnoreCase)))];

    /// <summary>What is wrong with a parameter, as far as it can be told here.</summary>
    public IReadOnlyList<string> ProblemsOf(RequestParameter parameter)
    {
        var refused = Refused.Where(p => p.Path.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase)).Select(p => p.Text);
        if (parameter.IsFile) return [.. refused];
        var value = this[parameter];
        if (value.Length == 0) return [.. refused.DefaultIfEmpty(parameter.Required && Tried ? "Is missing." : "").Where(t => t.Length > 0)];
        return [.. ParameterText.Problems(parameter, value).Concat(refused).Distinct()];
    }
}
