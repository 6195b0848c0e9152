using Stepwell;

namespace WorkbenchApp.Tries;

[Post("/tries"), Emits<TryAsked>]
public sealed class AskForTry
{
    public ApiResult<string> Handle(TryAsked body, StepContext step)
    {
        step.Emit(body);
        return ApiResult.Accepted(step.TraceId);
    }
}
