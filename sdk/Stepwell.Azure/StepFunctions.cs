using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Stepwell.Azure.Http;
using Stepwell.Azure.Operators;
using Stepwell.Azure.ServiceBus;
using Stepwell.Azure.Tables;
using Stepwell.Bus;
using Stepwell.Scheduling;

namespace Stepwell.Azure;

/// <summary>What the generated functions call; one line each. Made by the container, once.</summary>
public sealed class StepFunctions
{
    private readonly HttpEntry http;
    private readonly MessageReceiver receiver;
    private readonly TickTimer timer;
    private readonly StoreUpkeep upkeep;
    private readonly OperatorsApi operators;

    internal StepFunctions(HttpEntry http, MessageReceiver receiver, TickTimer timer, StoreUpkeep upkeep, OperatorsApi operators)
    {
        this.http = http;
        this.receiver = receiver;
        this.timer = timer;
        this.upkeep = upkeep;
        this.operators = operators;
    }

    /// <summary>Answers a request by a step.</summary>
    /// <remarks>
    /// The Functions host calls the first function in order of names whose route fits. Where a more specific route of another step
    /// fits too, that step answers, as it does on the local host.
    /// </remarks>
    /// <param name="request">The request.</param>
    /// <param name="handler">The handler whose function was called.</param>
    public Task HttpAsync(HttpRequest request, string handler)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(handler);
        return http.AnswerAsync(request.HttpContext);
    }

    /// <summary>Answers a request that no step's function takes: 404 or 405, as the local host does.</summary>
    /// <param name="request">The request.</param>
    public Task UnmatchedAsync(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return http.RefuseAsync(request.HttpContext);
    }

    /// <summary>Handles an event and settles its message.</summary>
    /// <param name="handler">The handler.</param>
    /// <param name="message">The message of its subscription.</param>
    /// <param name="actions">What settles it.</param>
    /// <param name="cancellation">Fires when the host stops: what runs is given back.</param>
    public Task EventAsync(string handler, ServiceBusReceivedMessage message, ServiceBusMessageActions actions, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(actions);
        return receiver.ReceiveAsync(handler, MessageMapping.FromServiceBus(message), new MessageSettlement(message, actions, null), cancellation);
    }

    /// <summary>Handles an event of an ordered handler and settles its message; the next of the session follows then.</summary>
    /// <param name="handler">The handler.</param>
    /// <param name="message">The message of its subscription.</param>
    /// <param name="actions">What settles it.</param>
    /// <param name="session">The session it came with.</param>
    /// <param name="cancellation">Fires when the host stops: what runs is given back.</param>
    public Task OrderedEventAsync(string handler, ServiceBusReceivedMessage message, ServiceBusMessageActions actions, ServiceBusSessionMessageActions session, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(actions);
        ArgumentNullException.ThrowIfNull(session);
        return receiver.ReceiveAsync(handler, MessageMapping.FromServiceBus(message), new MessageSettlement(message, actions, session), cancellation);
    }

    /// <summary>Sends the tick of a schedule that is due, if one is.</summary>
    /// <param name="handler">The handler.</param>
    /// <param name="schedule">Which of its schedules, from 0.</param>
    /// <param name="cancellation">Fires when the host stops.</param>
    public Task TickAsync(string handler, int schedule, CancellationToken cancellation) => timer.SendDueAsync(handler, schedule, cancellation);

    /// <summary>Sends what commits left behind when their process ended, and ticks that their timers could not send; once an hour, forgets what is over.</summary>
    /// <param name="cancellation">Fires when the host stops.</param>
    public Task SweepAsync(CancellationToken cancellation) => upkeep.RunAsync(cancellation);

    /// <summary>Answers operators about state and dead letters, below <c>/_stepwell/api</c>, as the local host does; <c>openapi.json</c> there describes it.</summary>
    /// <param name="request">The request; the host has asked for the admin key.</param>
    public Task AdminAsync(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return http.GuardAsync(request.HttpContext, () => operators.AnswerAsync(request.HttpContext));
    }
}
