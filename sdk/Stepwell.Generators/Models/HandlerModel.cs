namespace Stepwell.Generators.Models;

internal enum HandlerKind
{
    Api,
    Event,
    Join,
    Cron,
}

/// <summary>One handler of a step.</summary>
internal sealed record HandlerModel(
    string Name,
    string Method,
    HandlerKind Kind,
    int Line,
    EquatableArray<RouteModel> Routes,
    EquatableArray<TopicRef> Topics,
    EquatableArray<CronModel> Crons,
    EquatableArray<TopicRef> Emits,
    PolicyModel Policy,
    GroupModel? Group,
    EquatableArray<ArgumentModel> Arguments,
    ReturnModel Return,
    CallModel? OnFailure,
    EquatableArray<ResponseModel> Responses,
    bool AnswerCanBeKept);

/// <summary>Method and route of an api trigger; the shape is the route without what does not tell it from others.</summary>
internal sealed record RouteModel(string Method, string Template, string Shape, EquatableArray<string> Parameters, LocationInfo? Location);

/// <summary>A schedule, six fields.</summary>
internal sealed record CronModel(string Expression, string? TimeZone);

/// <summary>A documented answer.</summary>
internal sealed record ResponseModel(int Status, string? Type, string? DisplayType, string? Description, string? MediaType = null);

/// <summary>A method, its arguments and what it returns.</summary>
internal sealed record CallModel(string Method, EquatableArray<ArgumentModel> Arguments, ReturnModel Return);
